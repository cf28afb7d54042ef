#pragma once

#include "bytes/fault.h"

/// Why a file takes no manifest store: what it has, and what to do.
namespace gg::embedding::faults {
inline constexpr ParseFault store_in_the_way{
    3401,
    "the file holds a manifest store where none belongs, and two would both be void: take it out "
    "first, or use a sidecar"};
inline constexpr ParseFault overlapping_changes{
    3402,
    "structures of the file lie over each other: write the file anew with a tool of its kind"};
inline constexpr ParseFault store_too_large{
    3403, "the manifest store is larger than this format has room for: use a sidecar"};
inline constexpr ParseFault grows_too_large{
    3404, "with the store the file would outgrow its 32-bit sizes or offsets: use a sidecar"};
inline constexpr ParseFault bad_structure{
    3405, "the file is not built as its format says: write it anew with a tool of its kind"};
inline constexpr ParseFault unfinished_recording{
    3406, "the sizes of this RIFF file are not those of its chunks: finish or repair it first"};
inline constexpr ParseFault bare_codestream{
    3407,
    "this JPEG XL file is a bare codestream, which has no place for a store: put it into a "
    "container, or use a sidecar"};
inline constexpr ParseFault several_tiff_stores{
    3408, "this TIFF has several fields for a manifest store: write it anew without them"};
inline constexpr ParseFault old_id3{
    3409, "this file has an ID3v2.2 tag, which cannot hold a store: convert it to ID3v2.4"};
inline constexpr ParseFault unsynchronised_id3{
    3410,
    "this file has an unsynchronised or extended ID3v2 tag: write it anew without (every tagger "
    "can), or use a sidecar"};
inline constexpr ParseFault bad_id3{3411, "the ID3v2 tag is damaged: repair or remove it first"};
inline constexpr ParseFault svg_not_utf8{
    3412, "this SVG is not written in UTF-8: convert it, or use a sidecar"};
inline constexpr ParseFault svg_damaged{
    3413, "this SVG has no whole root element: repair it, or use a sidecar"};
inline constexpr ParseFault pdf_encrypted{
    3414, "this PDF is encrypted: take the encryption off first, or use a sidecar"};
inline constexpr ParseFault pdf_certified{
    3415, "this PDF is certified, and a store inside would break the certification: use a sidecar"};
inline constexpr ParseFault pdf_unsound{
    3416,
    "the cross-references of this PDF are damaged: write it anew (qpdf IN OUT), or use a sidecar"};
inline constexpr ParseFault compressed_movie{
    3417, "this movie has a compressed header (cmov): write it anew without"};
inline constexpr ParseFault media_segment{
    3418, "this is a media segment of a stream: the store goes into its initialization segment"};
inline constexpr ParseFault camera_offsets{
    3419, "this kind of camera file points with offsets of its own: use a sidecar"};
inline constexpr ParseFault data_elsewhere{
    3420, "the media data lies partly in other files: make the movie self-contained first"};
inline constexpr ParseFault open_ended_box{
    3421, "the last box runs to the end of the file, so nothing can follow it: write it anew"};
inline constexpr ParseFault no_store_to_update{
    3422, "an update needs a file that has a manifest store already"};
inline constexpr ParseFault no_store{3423, "the file has no manifest store to take out"};
inline constexpr ParseFault no_media_segment{3424,
                                             "this is no media segment of one fragment: cut the "
                                             "stream so that each segment has one moof box"};
inline constexpr ParseFault unpaired_fragments{
    3425,
    "the fragments of this film do not each have their media behind them: write it anew with each "
    "moof box before its mdat"};
}  // namespace gg::embedding::faults

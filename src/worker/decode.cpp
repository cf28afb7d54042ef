#include "worker/decode.h"

#include <cstdint>

namespace gg::worker {
namespace {

constexpr std::int64_t pixels_max = 160'000'000;  // 8K by 8K, and some
constexpr std::int64_t probe_bytes_max = 8 << 20;
constexpr int packets_max = 500;

/// Containers that hold their media themselves. Play lists and scripts, which name other files,
/// are not among them; nothing could be opened for them anyway.
constexpr const char* containers =
    "apng,avi,bmp_pipe,dds_pipe,dpx_pipe,exr_pipe,flac,gif,gif_pipe,hdr_pipe,j2k_pipe,jpeg_pipe,"
    "jpegls_pipe,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpeg,mpegts,mpegvideo,mxf,mxf_opatom,"
    "ogg,asf,flv,pam_pipe,png_pipe,ppm_pipe,pgm_pipe,psd_pipe,qoi_pipe,tiff_pipe,wav,webp_pipe";

Outcome outcome_of(int error) {
  if (error == AVERROR_INVALIDDATA) return Outcome::Unknown;
  return error == AVERROR(ENOMEM) ? Outcome::TooLarge : Outcome::NotDecoded;
}

/// Opens the container; null with the reason in `outcome`.
Owned<AVFormatContext> open_container(AVIOContext& input, Outcome& outcome) {
  auto* raw = avformat_alloc_context();
  if (raw == nullptr) {
    outcome = Outcome::TooLarge;
    return nullptr;
  }
  raw->pb = &input;
  raw->flags |= AVFMT_FLAG_CUSTOM_IO;
  raw->probesize = probe_bytes_max;
  raw->max_analyze_duration = AV_TIME_BASE;
  raw->format_whitelist = av_strdup(containers);
  raw->protocol_whitelist = av_strdup("");
  raw->max_streams = 64;
  const int error = avformat_open_input(&raw, nullptr, nullptr, nullptr);  // frees it on failure
  if (error < 0) {
    outcome = outcome_of(error) == Outcome::NotDecoded ? Outcome::Unknown : outcome_of(error);
    return nullptr;
  }
  return Owned<AVFormatContext>(raw);
}

/// A decoder for the stream, one thread, no more than `pixels_max`.
Owned<AVCodecContext> open_decoder(const AVStream& stream, const AVCodec* codec) {
  Owned<AVCodecContext> decoder(avcodec_alloc_context3(codec));
  if (!decoder || avcodec_parameters_to_context(decoder.get(), stream.codecpar) < 0) return nullptr;
  decoder->thread_count = 1;
  decoder->max_pixels = pixels_max;
  decoder->pkt_timebase = stream.time_base;
  return avcodec_open2(decoder.get(), codec, nullptr) < 0 ? nullptr : std::move(decoder);
}

/// Feeds packets of the stream until a frame comes out; null if none does.
Owned<AVFrame> decode_frame(AVFormatContext& container, AVCodecContext& decoder, int stream) {
  const Owned<AVPacket> packet(av_packet_alloc());
  Owned<AVFrame> frame(av_frame_alloc());
  if (!packet || !frame) return nullptr;
  for (int count = 0; count < packets_max; ++count) {
    const int error = av_read_frame(&container, packet.get());
    const bool is_end = error < 0;
    if (is_end || packet->stream_index == stream)
      avcodec_send_packet(&decoder, is_end ? nullptr : packet.get());
    av_packet_unref(packet.get());
    if (avcodec_receive_frame(&decoder, frame.get()) == 0) return frame;
    if (is_end) return nullptr;
  }
  return nullptr;
}

bool is_too_large(const AVCodecParameters& picture) {
  return std::int64_t{picture.width} * picture.height > pixels_max;
}

}  // namespace

Decoded decode_first_picture(AVIOContext& input) {
  Decoded result;
  const auto container = open_container(input, result.outcome);
  if (!container) return result;
  if (avformat_find_stream_info(container.get(), nullptr) < 0) {
    result.outcome = Outcome::NotDecoded;
    return result;
  }
  const AVCodec* codec = nullptr;
  const int index = av_find_best_stream(container.get(), AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
  if (index < 0 || codec == nullptr) return result;
  const auto& stream = *container->streams[index];  // the library's array, index from itself
  if (is_too_large(*stream.codecpar)) {
    result.outcome = Outcome::TooLarge;
    return result;
  }
  const auto decoder = open_decoder(stream, codec);
  if (!decoder) return result;
  result.frame = decode_frame(*container, *decoder, index);
  if (result.frame) result.turn = turn_of(*result.frame, stream);
  result.outcome = result.frame ? Outcome::Done : Outcome::NotDecoded;
  return result;
}

}  // namespace gg::worker

#include "worker/jpeg.h"

#include <algorithm>
#include <cstdint>

extern "C" {
#include <libavutil/pixdesc.h>
}

namespace gg::worker {
namespace {

constexpr int quality = 5;  // scale of the encoder: 2 best, 31 worst

struct Size {
  int width;
  int height;
};

/// Size on the screen: pixels that are not square are made square.
Size small_size(const AVFrame& frame) {
  std::int64_t width = frame.width;
  const std::int64_t height = frame.height;
  const auto aspect = frame.sample_aspect_ratio;
  if (aspect.num > 0 && aspect.den > 0 && aspect.num / aspect.den < 8 &&
      aspect.den / aspect.num < 8)
    width = std::max<std::int64_t>(1, width * aspect.num / aspect.den);
  const auto longest = std::max(width, height);
  const auto fit = [longest](std::int64_t side) {
    const auto scaled = longest > side_pixels_max ? side * side_pixels_max / longest : side;
    return static_cast<int>(std::max<std::int64_t>(1, scaled));
  };
  return {.width = fit(width), .height = fit(height)};
}

Owned<AVFrame> make_frame(Size size, AVPixelFormat format) {
  Owned<AVFrame> frame(av_frame_alloc());
  if (!frame) return nullptr;
  frame->width = size.width;
  frame->height = size.height;
  frame->format = format;
  return av_frame_get_buffer(frame.get(), 0) < 0 ? nullptr : std::move(frame);
}

/// `from` scaled and converted into a new frame of `format`, all values of a sample used.
Owned<AVFrame> convert(const AVFrame& from, Size size, AVPixelFormat format) {
  auto to = make_frame(size, format);
  const auto from_format = static_cast<AVPixelFormat>(from.format);
  const Owned<SwsContext> scaler(sws_getContext(from.width, from.height, from_format, size.width,
                                                size.height, format, SWS_AREA, nullptr, nullptr,
                                                nullptr));
  if (!to || !scaler) return nullptr;
  const int* matrix = sws_getCoefficients(from.colorspace);
  const bool is_full = from.color_range == AVCOL_RANGE_JPEG;
  sws_setColorspaceDetails(scaler.get(), matrix, is_full ? 1 : 0,
                           sws_getCoefficients(SWS_CS_ITU601), 1, 0, 1 << 16, 1 << 16);
  const int rows =
      sws_scale(scaler.get(), from.data, from.linesize, 0, from.height, to->data, to->linesize);
  to->color_range = AVCOL_RANGE_JPEG;
  return rows == size.height ? std::move(to) : nullptr;
}

/// Puts the picture (RGBA) on middle grey; a wholly opaque one is unchanged.
void flatten(AVFrame& frame) {
  constexpr int grey = 128;
  // The library's rows: `linesize` bytes apart, four bytes a pixel.
  for (int row = 0; row < frame.height; ++row) {
    std::uint8_t* pixel = frame.data[0] + std::ptrdiff_t{row} * frame.linesize[0];
    for (int column = 0; column < frame.width; ++column, pixel += 4)
      for (int channel = 0; channel < 3; ++channel)
        pixel[channel] =
            static_cast<std::uint8_t>((pixel[channel] * pixel[3] + grey * (255 - pixel[3])) / 255);
  }
}

bool has_alpha(const AVFrame& frame) {
  const auto* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  return description != nullptr && (description->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
}

Owned<AVPacket> encode(const AVFrame& frame) {
  const auto* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
  const Owned<AVCodecContext> encoder(codec == nullptr ? nullptr : avcodec_alloc_context3(codec));
  Owned<AVPacket> packet(av_packet_alloc());
  if (!encoder || !packet) return nullptr;
  encoder->width = frame.width;
  encoder->height = frame.height;
  encoder->pix_fmt = AV_PIX_FMT_YUVJ420P;
  encoder->color_range = AVCOL_RANGE_JPEG;
  encoder->time_base = {.num = 1, .den = 25};
  encoder->thread_count = 1;
  encoder->flags |= AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT;
  encoder->global_quality = quality * FF_QP2LAMBDA;
  if (avcodec_open2(encoder.get(), codec, nullptr) < 0) return nullptr;
  if (avcodec_send_frame(encoder.get(), &frame) < 0) return nullptr;
  avcodec_send_frame(encoder.get(), nullptr);
  return avcodec_receive_packet(encoder.get(), packet.get()) < 0 ? nullptr : std::move(packet);
}

}  // namespace

Owned<AVPacket> make_small_jpeg(const AVFrame& frame, const Turn& turn) {
  if (frame.width < 1 || frame.height < 1) return nullptr;
  auto upright = convert(frame, small_size(frame), AV_PIX_FMT_RGBA);
  if (!upright) return nullptr;
  if (has_alpha(frame)) flatten(*upright);
  if (!turn.is_none()) upright = make_turned(*upright, turn);
  if (!upright) return nullptr;
  const auto small = convert(*upright, {upright->width, upright->height}, AV_PIX_FMT_YUVJ420P);
  if (!small) return nullptr;
  small->quality = quality * FF_QP2LAMBDA;
  small->pts = 0;
  return encode(*small);
}

}  // namespace gg::worker

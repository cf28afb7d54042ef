#include "http/transmit.h"

#include "base/match.h"
#include "http/door.h"

#include <microhttpd.h>

namespace gg::http {
namespace {

constexpr std::size_t stream_block_bytes = 4096;
constexpr std::size_t placed_block_bytes = 64U << 10;

struct DestroyResponse {
  void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using LibraryResponse = std::unique_ptr<MHD_Response, DestroyResponse>;

template <class T>
void delete_held(void* held) {
  const std::unique_ptr<T> owner(static_cast<T*>(held));
}

/// A response over bytes inside `held`, which lives until the library is done with it.
template <class T>
LibraryResponse hold(std::unique_ptr<T> held, std::string_view bytes) {
  void* const first = const_cast<char*>(bytes.data());  // the library only reads
  LibraryResponse response(MHD_create_response_from_buffer_with_free_callback_cls(
      bytes.size(), first, delete_held<T>, held.get()));
  if (response) static_cast<void>(held.release());
  return response;
}

ssize_t read_stream(void* held, std::uint64_t, char* into, std::size_t bytes_max) {
  const auto& stream = *static_cast<std::shared_ptr<Stream>*>(held);
  ssize_t count = MHD_CONTENT_READER_END_OF_STREAM;
  const auto thrown = thrown_by([&] {
    const auto read = stream->read({into, bytes_max});
    if (read) count = static_cast<ssize_t>(*read);
  });
  return thrown ? MHD_CONTENT_READER_END_WITH_ERROR : count;
}

LibraryResponse from_stream(const std::shared_ptr<Stream>& stream) {
  auto held = std::make_unique<std::shared_ptr<Stream>>(stream);
  LibraryResponse response(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, stream_block_bytes,
                                                             read_stream, held.get(),
                                                             delete_held<std::shared_ptr<Stream>>));
  if (response) static_cast<void>(held.release());
  return response;
}

LibraryResponse from_file(FileBytes& file) {
  LibraryResponse response(
      MHD_create_response_from_fd_at_offset64(file.size_bytes, file.file.number(), file.offset));
  if (response) static_cast<void>(file.file.release());
  return response;
}

ssize_t read_placed(void* held, std::uint64_t position, char* into, std::size_t bytes_max) {
  const auto& placed = *static_cast<PlacedBytes*>(held);
  std::size_t count = 0;
  const auto thrown =
      thrown_by([&] { count = placed.source->read(placed.offset + position, {into, bytes_max}); });
  return thrown || count == 0 ? MHD_CONTENT_READER_END_WITH_ERROR : static_cast<ssize_t>(count);
}

LibraryResponse from_placed(PlacedBytes& placed) {
  auto held = std::make_unique<PlacedBytes>(std::move(placed));
  const auto size_bytes = held->size_bytes;
  LibraryResponse response(MHD_create_response_from_callback(
      size_bytes, placed_block_bytes, read_placed, held.get(), delete_held<PlacedBytes>));
  if (response) static_cast<void>(held.release());
  return response;
}

LibraryResponse make(Body& body, const std::shared_ptr<Stream>& stream) {
  return std::visit(Match{[](std::string& bytes) {
                            auto held = std::make_unique<std::string>(std::move(bytes));
                            const std::string_view view = *held;
                            return hold(std::move(held), view);
                          },
                          [](SharedBytes& shared) {
                            return hold(std::make_unique<SharedBytes>(shared), shared.bytes);
                          },
                          [](FileBytes& file) { return from_file(file); },
                          [](PlacedBytes& placed) { return from_placed(placed); },
                          [&stream](std::shared_ptr<ByteSource>&) { return from_stream(stream); }},
                    body);
}

}  // namespace

bool transmit(MHD_Connection* connection, Response response,
              const std::shared_ptr<Stream>& stream) {
  const auto made = make(response.body, stream);
  if (!made) return false;
  for (const auto& [name, value] : response.headers)
    if (MHD_add_response_header(made.get(), name.c_str(), value.c_str()) != MHD_YES) return false;
  return MHD_queue_response(connection, static_cast<unsigned>(response.status), made.get()) ==
         MHD_YES;
}

}  // namespace gg::http

// The allocator: arenas of 256 KB, pools of 4 KB pages with blocks of one size class, runs of pages for what is large;
// its whole state lies in the region (Root), so a copy of the region copies it too. Two kinds of block: cells (they
// have a header, the collector and the inspector walk them) and buffers (owned by one cell: a list's items, a dict's
// table). Allocation order is deterministic (R5).
//
// Small requests never fail: between the memory limit and the reserve lies slack, and the machine raises MemoryError
// at the next safe point once the limit is passed (memoryExceeded). Requests above kLargeRequest can fail.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "heap/cell.h"

namespace vitrine {

constexpr size_t kLargeRequest = 64 * 1024;

/// A zeroed block for a cell of `bytes` bytes, header unset; 0 when `bytes` > kLargeRequest and the limit forbids it.
Offset allocateCell(size_t bytes);
/// A zeroed block without header; 0 as above.
Offset allocateBuffer(size_t bytes);
/// Gives a block back (kind and size are known from its page).
void freeBlock(Offset block);
/// The usable size in bytes of a block: its size class.
size_t blockSize(Offset block);
/// A buffer of `bytes` with the old one's content (shorter of both sizes), in place where the class allows; 0 as above,
/// and then the old one stands.
Offset resizeBuffer(Offset block, size_t bytes);

/// Bytes in blocks handed out; the region's used prefix; whether the limit is passed.
size_t heapBytesInUse();
size_t regionUsed();
bool memoryExceeded();

/// Each live cell in address order. The callback must not allocate or free.
void forEachCell(const std::function<void(Cell*)>& visit);
/// Whether `offset` is the start of a live cell (audits, the inspector).
bool isLiveCell(Offset offset);

/// What the memory map of the page shows of a pool or run.
struct PageInfo {
  Offset start;
  uint32_t pages, blockBytes, blocks, used;
  bool cells;
};
void forEachPool(const std::function<void(const PageInfo&)>& visit);

}  // namespace vitrine

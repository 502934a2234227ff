// CodeBook: what is known of code objects for showing them: listing, lines, where blocks are set up, loops, kinds of slots.
// By code id, which is CodeCell::serial. The program's own come from its CodeObjects; any other (a library's, the prelude's,
// what exec compiled) is read back out of its cell when it is first met. Nothing here lies in the region.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "bytecode/disassembler.h"
#include "bytecode/slot_map.h"
#include "objects/code_reading.h"

namespace vitrine {

struct CodeInfo {
  explicit CodeInfo(std::shared_ptr<const CodeObject> object);

  /// FOR_ITER's loop: instructions [begin, end) have the iterator in slot `slot` of the verifier's counting.
  struct Loop {
    int32_t begin, end;
    uint32_t slot;
  };
  struct Handler {
    int32_t setupLine = 0;  // of the statement that pushed the block
    bool ofWith = false;
  };

  /// The row of the instruction that begins at `offset`, behind its prefixes; nullptr where there is none.
  const ListedInstruction* rowAt(uint32_t offset) const;
  const Handler* handlerAt(int32_t offset) const;

  std::shared_ptr<const CodeObject> code;
  std::vector<ListedInstruction> rows;
  SlotMap slots;
  std::vector<Loop> loops;
  std::map<int32_t, Handler> handlers;  // by the handler's offset
  std::string path;                     // "/f#0", of the program's own
};

class CodeBook {
 public:
  void clear() { infos_.clear(); program_.clear(); }
  /// The loaded program: `firstId` is the outermost code object's, the nested ones follow in constant order.
  void addProgram(const std::shared_ptr<const CodeObject>& code, uint32_t firstId);
  const CodeInfo& of(const CodeCell* cell);

  /// The listings of web/PROTOCOL.md, section 5; "" for an id that no code object has.
  std::string programListing(const std::string& file) const;
  std::string listing(uint32_t id);

 private:
  void add(const std::shared_ptr<const CodeObject>& code, uint32_t& id, const std::string& path);
  void addNested(const Constant& constant, uint32_t& id, const std::string& path, std::map<std::string, int>& seen);

  std::map<uint32_t, std::unique_ptr<CodeInfo>> infos_;
  std::vector<uint32_t> program_;  // ids, in constant order
};

}  // namespace vitrine

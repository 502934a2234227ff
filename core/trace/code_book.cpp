// See code_book.h.
#include "trace/code_book.h"

#include "base/depth_guard.h"
#include "bytecode/json_text.h"
#include "bytecode/line_table.h"
#include "heap/heap.h"

namespace vitrine {
namespace {

bool isWithSetup(Opcode opcode) { return opcode == Opcode::SETUP_WITH || opcode == Opcode::SETUP_ASYNC_WITH; }
bool isSetup(Opcode opcode) { return opcodeInfo(opcode).flags & kPushesBlock; }

std::string codeJson(uint32_t id, const CodeInfo& info) {
  std::string out;
  {
    JsonObject object(out);
    object.number("id", id).text("path", info.path).text("file", info.code->fileName);
    object.number("stackSize", info.code->stackSize).number("flags", info.code->flags);
  }
  const std::string rest = listingJson(*info.code);  // {"name": ...}
  out.back() = ',';
  return out + ' ' + rest.substr(1);
}

}  // namespace

CodeInfo::CodeInfo(std::shared_ptr<const CodeObject> object) : code(std::move(object)), rows(listInstructions(*code)), slots(code) {
  for (const Instruction& instruction : slots.instructions().instructions) {
    if (isSetup(instruction.opcode) && instruction.target >= 0)
      handlers[instruction.target] = {vitrine::lineAt(*code, instruction.offset), isWithSetup(instruction.opcode)};
    if (instruction.opcode != Opcode::FOR_ITER) continue;
    const auto kinds = slots.at(instruction.offset);
    if (kinds && !kinds->empty()) loops.push_back({instruction.offset, instruction.target, uint32_t(kinds->size() - 1)});
  }
}

const ListedInstruction* CodeInfo::rowAt(uint32_t offset) const {
  for (size_t index = offset / 2; index < rows.size(); ++index)
    if (Opcode(rows[index].number) != Opcode::EXTENDED_ARG) return &rows[index];
  return nullptr;
}

const CodeInfo::Handler* CodeInfo::handlerAt(int32_t offset) const {
  const auto found = handlers.find(offset);
  return found == handlers.end() ? nullptr : &found->second;
}

void CodeBook::addProgram(const std::shared_ptr<const CodeObject>& code, uint32_t firstId) { add(code, firstId, ""); }

void CodeBook::add(const std::shared_ptr<const CodeObject>& code, uint32_t& id, const std::string& path) {
  DepthGuard guard;
  if (guard.exceeded()) return;
  program_.push_back(id);
  auto& info = infos_[id++];
  info = std::make_unique<CodeInfo>(code);
  info->path = path;
  std::map<std::string, int> seen;
  for (const Constant& constant : code->constants) addNested(constant, id, path, seen);
}

/// Code objects inside a constant, in the order in which loading numbers them.
void CodeBook::addNested(const Constant& constant, uint32_t& id, const std::string& path, std::map<std::string, int>& seen) {
  DepthGuard guard;
  if (guard.exceeded()) return;
  if (constant.kind == ConstantKind::kCode)
    add(constant.code, id, path + "/" + constant.code->name + "#" + std::to_string(seen[constant.code->name]++));
  for (const Constant& item : constant.items) addNested(item, id, path, seen);
}

const CodeInfo& CodeBook::of(const CodeCell* cell) {
  auto& info = infos_[cell->serial];
  if (!info) info = std::make_unique<CodeInfo>(CodeReader().codeObjectOf(cell));
  return *info;
}

std::string CodeBook::programListing(const std::string& file) const {
  std::string out = "{\"file\": ";
  appendJsonText(out, file);
  out += ", \"codes\": [";
  for (uint32_t id : program_) {
    if (id != program_.front()) out += ", ";
    out += codeJson(id, *infos_.at(id));
  }
  return out + "]}";
}

std::string CodeBook::listing(uint32_t id) {
  if (const auto known = infos_.find(id); known != infos_.end()) return codeJson(id, *known->second);
  const CodeCell* found = nullptr;
  forEachCell([&](Cell* cell) {
    const bool match = cell->type == typeOffset(TypeId::kCode) && static_cast<CodeCell*>(cell)->serial == id;
    if (match) found = static_cast<CodeCell*>(cell);
  });
  return found ? codeJson(id, of(found)) : std::string();
}

}  // namespace vitrine

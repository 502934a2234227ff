// See moment_view.h. Frames from the oldest up, then the suspended generators and coroutines in order of address.
#include "trace/moment_view.h"

#include <algorithm>

#include "heap/heap.h"
#include "objects/dict.h"
#include "objects/frame.h"
#include "objects/function.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "trace/slot_roles.h"
#include "trace/value_rows.h"
#include "trace/value_text.h"

namespace vitrine {
namespace {

constexpr uint32_t kEnded = 1, kWaiting = 2, kRaising = 4, kLast = 8;  // of a moment
constexpr uint32_t kGenerator = 1, kCoroutine = 2, kComprehension = 4, kNative = 8, kSuspended = 16, kLibrary = 32, kModule = 64,
                   kClassBody = 128, kExceptionPassing = 256;                              // of a frame
constexpr uint32_t kLocal = 0, kCellSlot = 1, kFree = 2, kName = 3, kStackSlot = 4;       // kinds of slots
constexpr uint32_t kParameter = 1, kInCall = 2;                                           // of a slot
constexpr uint32_t kMostSuspended = 64;  // shown at once
constexpr uint32_t kMostNames = 200;     // of a namespace

uint32_t blockNumber(BlockType type) {
  switch (type) {
    case BlockType::kLoop: return 120;
    case BlockType::kExcept: return 121;
    case BlockType::kFinally: return 122;
    case BlockType::kExceptHandler: return 257;
  }
  return 0;
}

class Describer {
 public:
  Describer(const MomentFacts& facts, CodeBook& codes, ValueNames& names, const ViewLimits& limits)
      : facts_(facts), codes_(codes), values_(writer_, names, limits) {}

  std::string record();

 private:
  void frame(const Frame* frame, bool onTop, bool suspended);
  uint32_t flagsOf(const FrameView& view, bool suspended) const;
  uint32_t locals(const FrameView& view);
  void namespaceEntries(Value dict);
  void slot(Value value, uint32_t name, uint32_t kind, SlotRole role, uint32_t flags) {
    writer_.add(RecordWriter::kSlots, {values_.add(value, true), name, kind | uint32_t(role) << 8 | flags << 16, 0});
  }
  void stack(const FrameView& view, const CodeInfo& info, bool onTop);
  void blocks(const FrameView& view, const CodeInfo& info);
  std::vector<const Frame*> suspendedFrames() const;

  const MomentFacts& facts_;
  CodeBook& codes_;
  RecordWriter writer_;
  ValueRows values_;
  bool raising_ = false;
};

uint32_t Describer::flagsOf(const FrameView& view, bool suspended) const {
  const CodeCell* code = view.code;
  uint32_t flags = suspended ? kSuspended : 0;
  if (code->flags & (kCodeGenerator | kCodeAsyncGenerator)) flags |= kGenerator;
  if (code->flags & (kCodeCoroutine | kCodeIterableCoroutine)) flags |= kCoroutine;
  if (code->traits & kTraitComprehension) flags |= kComprehension;
  if (code->traits & kTraitHidden) flags |= kNative;
  else if (textAt(code->fileName) != facts_.programFile) flags |= kLibrary;
  if (code->name == nameOf(Name::kModuleMark).offset()) flags |= kModule;
  const bool ownNamespace = view.frame->locals && view.frame->locals != view.frame->globals;
  if (code->traits & kTraitClassBody || (ownNamespace && !(code->flags & kCodeOptimized))) flags |= kClassBody;
  return flags;
}

void Describer::namespaceEntries(Value dict) {
  uint32_t position = 0, shown = 0;
  for (Value key, value; dictNext(dict, &position, &key, &value) && shown < kMostNames;) {
    if (!isStr(key)) continue;
    const std::string name = utf8Of(key);
    const bool dunder = name.size() > 4 && name.compare(0, 2, "__") == 0 && name.compare(name.size() - 2, 2, "__") == 0;
    if (dunder) continue;
    slot(value, writer_.text(name), kName, SlotRole::kValue, 0);
    ++shown;
  }
}

/// Variables of a function, or the namespace of a module or class body. Gives the number of slots.
uint32_t Describer::locals(const FrameView& view) {
  const uint32_t first = writer_.count(RecordWriter::kSlots);
  const CodeCell* code = view.code;
  const auto names = tupleItems(Value::reference(code->varNames));
  const auto parameters = uint32_t(code->argCount + code->kwOnlyArgCount) + !!(code->flags & kCodeVarArgs) + !!(code->flags & kCodeVarKeywords);
  for (uint32_t i = 0; i < view.locals.size() && i < names.size(); ++i)
    slot(view.locals[i], writer_.text(utf8Of(names[i])), kLocal, SlotRole::kValue, i < parameters ? kParameter : 0);
  const auto cells = tupleItems(Value::reference(code->cellVars)), frees = tupleItems(Value::reference(code->freeVars));
  for (uint32_t i = 0; i < view.cells.size() && i < cells.size() + frees.size(); ++i) {
    const bool own = i < cells.size();
    const Value cell = view.cells[i], content = cell && isExactly(cell, TypeId::kCellObject) ? cellOf<CellObjectCell>(cell)->content : Value();
    slot(content, writer_.text(utf8Of(own ? cells[i] : frees[i - cells.size()])), own ? kCellSlot : kFree, SlotRole::kValue, 0);
  }
  const Offset space = view.frame->locals ? view.frame->locals : code->flags & kCodeOptimized ? 0 : view.frame->globals;
  if (space && isDict(Value::reference(space))) namespaceEntries(Value::reference(space));
  return writer_.count(RecordWriter::kSlots) - first;
}

void Describer::stack(const FrameView& view, const CodeInfo& info, bool onTop) {
  const std::vector<SlotRole> roles = slotRoles(info, view);
  const size_t inCall = onTop ? 0 : slotsInCall(info, view);
  for (size_t i = 0; i < view.stack.size(); ++i)
    slot(view.stack[i], kRecordNone, kStackSlot, roles[i], i + inCall >= view.stack.size() ? kInCall : 0);
}

void Describer::blocks(const FrameView& view, const CodeInfo& info) {
  for (const BlockView& block : view.blocks) {
    const CodeInfo::Handler* handler = block.handler < 0 ? nullptr : info.handlerAt(block.handler);
    writer_.add(RecordWriter::kBlocks, {blockNumber(block.type), uint32_t(block.handler), uint32_t(block.level),
                                        handler ? uint32_t(handler->setupLine) : 0, handler && handler->ofWith ? 1u : 0u});
  }
}

void Describer::frame(const Frame* frame, bool onTop, bool suspended) {
  const FrameView view = FrameWalk::viewOf(frame);
  const CodeInfo& info = codes_.of(view.code);
  const bool fresh = suspended && at<GeneratorCell>(frame->generator)->state == GeneratorState::kCreated;
  const ListedInstruction* row = info.rowAt(view.offset);
  const SourceRange range = rangeAt(view.code, row ? uint32_t(row->offset) : view.offset);
  const bool columns = view.code->positions != 0 && range.line != 0;
  uint32_t flags = flagsOf(view, suspended);
  if (onTop && exceptionArrived(info, view)) {
    flags |= kExceptionPassing;
    raising_ = true;
  }
  const uint32_t firstSlot = writer_.count(RecordWriter::kSlots), localSlots = locals(view);
  stack(view, info, onTop);
  const uint32_t firstBlock = writer_.count(RecordWriter::kBlocks);
  blocks(view, info);
  const Value generator = frame->generator ? Value::reference(frame->generator) : Value();
  const Value function = frame->function ? Value::reference(frame->function) : Value();
  writer_.add(RecordWriter::kFrames,
              {writer_.text(textAt(view.code->name)), writer_.text(textAt(view.code->qualName)), writer_.text(textAt(view.code->fileName)),
               view.code->serial, fresh ? uint32_t(-1) : view.offset, row ? row->number : 0u,
               row && row->operand ? *row->operand : kRecordNone, row ? writer_.textOrNone(row->explanation) : kRecordNone,
               uint32_t(range.line), columns ? uint32_t(range.column) : uint32_t(-1), columns ? uint32_t(range.endLine) : uint32_t(range.line),
               columns ? uint32_t(range.endColumn) : uint32_t(-1), flags, firstSlot, localSlots, uint32_t(view.stack.size()), firstBlock,
               uint32_t(view.blocks.size()), values_.add(generator, false), uint32_t(view.code->stackSize), values_.add(function, false), 0});
}

std::vector<const Frame*> Describer::suspendedFrames() const {
  std::vector<const Frame*> frames;
  forEachCell([&](Cell* cell) {
    const TypeCell* type = at<TypeCell>(cell->type);
    if (frames.size() >= kMostSuspended || type->layout != uint8_t(LayoutId::kGenerator)) return;
    auto* generator = static_cast<GeneratorCell*>(cell);
    const bool waits = generator->state == GeneratorState::kSuspended || generator->state == GeneratorState::kCreated;
    if (waits && !(codeOf(&generator->frame)->traits & kTraitHidden)) frames.push_back(&generator->frame);
  });
  return frames;
}

std::string Describer::record() {
  RecordWriter::Header header;
  if (facts_.standing) {
    std::vector<const Frame*> frames;
    for (FrameWalk walk; walk; walk.next()) frames.push_back(walk.get());
    std::reverse(frames.begin(), frames.end());
    for (const Frame* each : frames) frame(each, each == frames.back(), false);
    header.callStackCount = uint32_t(frames.size());
    for (const Frame* each : suspendedFrames()) frame(each, false, true);
  }
  header.status = facts_.status;
  header.moment = double(facts_.moment);
  header.userInstructions = facts_.standing ? double(facts_.userInstructions) : 0;
  header.lastMoment = double(facts_.lastMoment);
  header.outputBytes = facts_.standing ? double(root().outputBytes) : 0;
  header.flags = (facts_.ended ? kEnded : 0) | (facts_.waiting ? kWaiting : 0) | (raising_ ? kRaising : 0) |
                 (facts_.moment == facts_.lastMoment ? kLast : 0);
  return writer_.finish(header);
}

}  // namespace

std::string momentRecord(const MomentFacts& facts, CodeBook& codes, ValueNames& names, const ViewLimits& limits) {
  return Describer(facts, codes, names, limits).record();
}

}  // namespace vitrine

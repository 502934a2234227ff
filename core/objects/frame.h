// Frames, the call stack, generators, tracebacks: the structs the interpreter (vm/) works on.
//
//   Frame   | header | returnAux | fast locals | cell and free variables | evaluation stack ->      | blocks |
//             slots: localCount    cellVars + freeVars                      stackSize                  blockStackSize
//
// Frames of calls lie one after the other in a chunk of the call stack and never move; a generator's frame lies in its
// own cell. A `frame` object (FrameObjectCell) is made only when somebody asks, and keeps the variables when the
// frame goes. What is in a slot is owned by it.
#pragma once

#include "objects/code.h"
#include "objects/runtime.h"

namespace vitrine {

/// A block's type; names as 3.7's SETUP_LOOP, SETUP_EXCEPT, SETUP_FINALLY, EXCEPT_HANDLER.
enum class BlockType : uint8_t { kLoop, kExcept, kFinally, kExceptHandler };

struct Block {
  BlockType type;
  uint8_t reserved[3];
  int32_t handler;  // internal index of the handler's first instruction; -1 for kExceptHandler
  int32_t level;    // height of the evaluation stack when it was pushed
};

/// What happens to a frame's result when it returns to the frame below (vm/return_actions.h).
enum class ReturnAction : uint8_t;

enum FrameFlag : uint8_t {
  kFrameGenerator = 1,    // lies in a GeneratorCell
  kFrameBoundary = 2,     // a nested run loop ends when it returns
  kFrameCounted = 4,      // counts towards the recursion limit (comprehensions do not, R18)
  kFrameOwnsGlobals = 8,  // no function keeps globals and builtins alive
};

struct Frame {
  Offset back;                       // the frame below, 0 for the first
  Offset code;                       // CodeCell, owned
  Offset function;                   // FunctionCell, owned; 0 for module and class bodies run by exec
  Offset globals, builtins;          // DictCells, owned with kFrameOwnsGlobals, else the function's
  Offset locals;                     // any mapping or 0, owned
  Offset frameObject;                // borrowed FrameObjectCell or 0
  Offset generator;                  // borrowed GeneratorCell or 0
  uint32_t instruction;              // internal index of the instruction that runs (waiting frames) or comes next
  uint32_t stackHeight;              // live slots of the evaluation stack while the frame is not running
  uint16_t blockCount;
  ReturnAction returnAction;
  uint8_t flags;
  uint32_t slotCount;                // locals + cells + stack, where the blocks begin
  Value returnAux;
  Value slots[];
};

/// One entry of the stack of exceptions being handled (3.7: _PyErr_StackItem).
struct HandledException {
  Value type, value, traceback;  // NULL: none
};

struct CallStackCell : Cell {
  Offset top;               // the running frame, 0 when empty
  Offset chunk;             // the newest chunk: buffer with a link to the one before
  uint32_t chunkUsed, chunkSize;
  uint32_t depth;           // frames with kFrameCounted, for the recursion limit
  Offset spareChunk;        // an empty chunk kept for the next growth
  HandledException handled; // of the outermost level
  Offset handledBy;         // generator whose HandledException is on top, 0: this one's
};

enum class GeneratorState : uint32_t { kCreated, kSuspended, kRunning, kFinished };

struct GeneratorCell : Cell {
  Offset name, qualName;
  GeneratorState state;
  Offset previousHandler;     // while running: what `handledBy` was
  HandledException handled;
  Offset code;                // owned; kept after the frame is gone
  uint32_t asyncFlags;        // async generators: AsyncFlag
  Offset origin, unused;
  Frame frame;                // last: variable size
};

/// Whether dropping it must run code: suspended inside a try or with block, or a coroutine never awaited.
bool generatorNeedsClosing(const GeneratorCell* generator);

enum AsyncFlag : uint32_t { kAsyncClosed = 1, kAsyncRunning = 2 };

/// The awaitables of asynchronous generators: what asend, athrow, aclose and __anext__ give, and anext(it, default)'s.
struct AsyncStepCell : Cell {
  Value generator, argument, value, traceback;  // argument: sent, or the exception to throw (NULL: aclose)
  uint32_t state;                               // AsyncStepState (vm/async_generators.cpp); 0: not begun
  uint32_t reserved;
};
/// Whether dropping it must warn: an awaitable of an asynchronous generator that was never awaited.
inline bool asyncStepUnawaited(const AsyncStepCell* step) {
  return step->state == 0 && step->generator && step->type != typeOffset(TypeId::kAnextAwaitable);
}

struct FrameObjectCell : Cell {
  Offset frame;      // the live Frame, 0 once it is gone
  Offset back;       // FrameObjectCell, known once the frame is gone
  Offset code, globals, builtins, locals;
  Value variables;   // tuple of what the slots held when the frame went
  uint32_t instruction;
  int32_t line;      // kept when gone
  Value trace;
};

struct TracebackCell : Cell {
  Value next, frame;     // NULL or TracebackCell; FrameObjectCell
  uint32_t instruction;  // byte offset in the code (tb_lasti)
  int32_t line;
  Offset innerCode;          // CodeCell of the comprehension that raised inside the frame's own code (R18), owned; 0: none
  uint32_t innerInstruction; // byte offset in it
};

/// The slots of a frame by part. `code` is the frame's.
inline CodeCell* codeOf(const Frame* frame) { return at<CodeCell>(frame->code); }
inline Block* blocksOf(Frame* frame) { return reinterpret_cast<Block*>(frame->slots + frame->slotCount); }
inline Value* stackOf(Frame* frame) { return frame->slots + (frame->slotCount - uint32_t(codeOf(frame)->stackSize)); }

/// The frame object of a frame, made when first asked for; owned by the caller.
Ref frameObjectOf(Frame* frame);
/// Keeps what a frame object shows when its frame goes (called by the interpreter).
void detachFrameObject(Frame* frame);
/// A traceback entry in front of `next` (NULL: none) for where `frame` stands.
Ref newTraceback(Value nextOrNull, Frame* frame, uint32_t byteOffset);
/// What a generator's frame holds, dropped: when it ends, and when the generator dies.
void clearFrame(Frame* frame);
/// The byte offset of a frame's current instruction. Set by vm/ (the decoded form lies there).
extern uint32_t (*byteOffsetOf)(const CodeCell* code, uint32_t instruction);

}  // namespace vitrine

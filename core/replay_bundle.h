// Replay bundles: one file that makes a run happen again (R5): source, arguments, inputs, clock readings and a moment, as
// JSON. Written by `run --record`, read by `replay`.
#pragma once

#include <string>
#include <string_view>

#include "commands.h"

namespace vitrine {

/// `run` with recording: the program's output goes to the host as it comes, the bundle to `command.record` at the end.
int recordRun(CommandHost& world, std::string_view source, const std::string& name, const RunCommand& command);

}  // namespace vitrine

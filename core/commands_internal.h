// What the commands' files share.
#pragma once

#include <optional>
#include <string>

#include "commands.h"
#include "program.h"

namespace vitrine {

constexpr int kExitFailure = 1, kExitUsage = 2;

/// Writes "vitrine: message" to descriptor 2; kExitFailure.
int complain(CommandHost& host, const std::string& message);
/// The file's program; what is wrong with it, and warnings, go to descriptor 2. `name`: what the code objects call it, the
/// path where empty.
std::optional<Program> loadFile(CommandHost& host, const std::string& file, const std::string& name = {});

}  // namespace vitrine

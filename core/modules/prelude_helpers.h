// The hidden native functions that the prelude's Python calls by name. Each file of them ends with a table
// `const NativeModule kPrelude<Subject>Module = {"_prelude.<subject>", kHelpers};` and a row in modules.def; all their
// functions become globals of the prelude. Their names begin with an underscore.
#pragma once

#include "objects/native.h"

// See host.h.
#include "vm/host.h"

namespace vitrine {

Host* host = nullptr;

}  // namespace vitrine

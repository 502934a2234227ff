// The module time. Clocks and sleep are the host's, by the running numbers in Root (vm/host.h, R5); the zone is UTC. CPython:
// Modules/timemodule.c; messages are 3.14's. struct_time is made in prelude/time.py.
#include <cmath>

#include "modules/registry.h"
#include "modules/time_fields.h"
#include "objects/float.h"
#include "objects/int.h"
#include "objects/protocol.h"
#include "objects/raw_args.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "vm/host.h"
#include "vm/interpreter.h"

namespace vitrine {
namespace {

constexpr int64_t kBillion = 1000000000;

// Clocks -------------------------------------------------------------------------------------------------------------

int64_t readClock(bool wall) { return host->clock(root().clockReads++, wall); }

Ref secondsOf(int64_t nanoseconds) {
  return newFloat(nanoseconds % kBillion == 0 ? double(nanoseconds / kBillion) : double(nanoseconds) / 1e9);
}

Result<Ref> wallSeconds(Vm&, Args) { return secondsOf(readClock(true)); }
Result<Ref> wallNanoseconds(Vm& vm, Args) { return newInt(vm, readClock(true)); }
Result<Ref> monotonicSeconds(Vm&, Args) { return secondsOf(readClock(false)); }
Result<Ref> monotonicNanoseconds(Vm& vm, Args) { return newInt(vm, readClock(false)); }

struct Clock {
  const char* name;
  int id;
};
constexpr Clock kClocks[] = {{"CLOCK_REALTIME", 0},      {"CLOCK_MONOTONIC", 1}, {"CLOCK_PROCESS_CPUTIME_ID", 2}, {"CLOCK_THREAD_CPUTIME_ID", 3},
                             {"CLOCK_MONOTONIC_RAW", 4}, {"CLOCK_BOOTTIME", 7},  {"CLOCK_TAI", 11}};

/// The reading of a numbered clock.
Result<int64_t> clockOf(Vm& vm, Value number) {
  int64_t id = TRY(toIndex64(vm, number, IndexOverflow::kRaise, TypeId::kOverflowError));
  for (const Clock& clock : kClocks)
    if (clock.id == id) return readClock(id == 0 || id == 11);
  Ref text = TRY(newStr(vm, "Invalid argument")), error = TRY(call(vm, valueOf(typeCell(TypeId::kOSError)), {Value::integer(22), text.get()}));
  return vm.raiseObject(error);
}
Result<Ref> clockSeconds(Vm& vm, Args args) { return secondsOf(TRY(clockOf(vm, args[0]))); }
Result<Ref> clockNanoseconds(Vm& vm, Args args) { return newInt(vm, TRY(clockOf(vm, args[0]))); }
Result<Ref> clockResolution(Vm&, Args) { return newFloat(1e-9); }

Result<Ref> clockInfo(Vm& vm, Args args) {
  if (!isStr(args[0])) return vm.raiseTypeErrorFor("get_clock_info() argument 1 must be str, not %s", args[0]);
  std::string name = utf8Of(args[0]);
  bool wall = name == "time";
  if (!wall && name != "monotonic" && name != "perf_counter" && name != "process_time" && name != "thread_time")
    return vm.raise(TypeId::kValueError, "unknown clock");
  const char* source = wall ? "CLOCK_REALTIME" : name == "process_time" ? "CLOCK_PROCESS_CPUTIME_ID" : name == "thread_time" ? "CLOCK_THREAD_CPUTIME_ID" : "CLOCK_MONOTONIC";
  Ref implementation = TRY(newStr(vm, std::string("clock_gettime(") + source + ")"));
  return tailCallPrelude(vm, "clock_info", {implementation, Value::boolean(!wall), Value::boolean(wall)});
}

/// A duration or a time stamp in seconds; `whole` and `fraction` of it.
Result<void> takeSeconds(Vm& vm, Value v, int64_t* whole, double* fraction) {
  if (isAnyFloat(v)) {
    double value = floatValue(v), floor = std::floor(value);
    if (std::isnan(value)) return vm.raise(TypeId::kValueError, "Invalid value NaN (not a number)");
    if (floor < -9223372036854775808.0 || floor >= 9223372036854775808.0)
      return vm.raise(TypeId::kOverflowError, "timestamp out of range for platform time_t");
    *whole = int64_t(floor);
    *fraction = value - floor;
    return {};
  }
  Ref index = TRY(toIndex(vm, v));
  auto value = asInt64(index);
  if (!value) return vm.raise(TypeId::kOverflowError, "timestamp out of range for platform time_t");
  *whole = *value;
  *fraction = 0;
  return {};
}

Result<Ref> sleep(Vm& vm, Args args) {
  int64_t whole;
  double fraction;
  if (!isAnyFloat(args[0]) && !hasIndex(args[0])) return vm.raiseTypeErrorFor("'%s' object cannot be interpreted as an integer or float", args[0]);
  TRY(takeSeconds(vm, args[0], &whole, &fraction));
  if (whole < 0) return vm.raise(TypeId::kValueError, "sleep length must be non-negative");
  if (whole > INT64_MAX / kBillion) return vm.raise(TypeId::kOverflowError, "timestamp too large to convert to C PyTime_t");
  if (host->sleep(root().sleeps, double(whole) + fraction) == Answer::kNotYet) return suspend(vm, RunStatus::kSleeping);
  ++root().sleeps;
  return noneRef();
}

// Broken-down time ---------------------------------------------------------------------------------------------------

/// The optional argument of gmtime, localtime and ctime.
Result<int64_t> takeTimeStamp(Vm& vm, Args args) {
  if (!args.has(0) || isNone(args[0])) {
    int64_t now = readClock(true);
    return now / kBillion - (now % kBillion < 0);
  }
  int64_t whole;
  double fraction;
  TRY(takeSeconds(vm, args[0], &whole, &fraction));
  constexpr int64_t kMostSeconds = int64_t(INT32_MAX) * 31556952;  // the year must fit C's int
  if (whole <= kMostSeconds && whole >= -kMostSeconds) return whole;
  Ref text = TRY(newStr(vm, "Value too large for defined data type"));
  Ref error = TRY(call(vm, valueOf(typeCell(TypeId::kOSError)), {Value::integer(75), text.get()}));
  return vm.raiseObject(error);
}

Result<Ref> structTime(Vm& vm, const TimeFields& t, const char* zone) {
  Ref name = TRY(newStr(vm, zone)), year = TRY(newInt(vm, t.year));
  Ref items = TRY(newTuple(vm, {year.get(), Value::integer(t.month + 1), Value::integer(t.day), Value::integer(t.hour), Value::integer(t.minute),
                                Value::integer(t.second), Value::integer((t.weekDay + 6) % 7), Value::integer(t.yearDay + 1), Value::integer(t.isDst),
                                name.get(), Value::integer(t.offset)}));
  return tailCallPrelude(vm, "make_struct_time", {items});
}

Result<Ref> gmTime(Vm& vm, Args args) { return structTime(vm, fieldsOfSeconds(TRY(takeTimeStamp(vm, args))), "GMT"); }
Result<Ref> localTime(Vm& vm, Args args) { return structTime(vm, fieldsOfSeconds(TRY(takeTimeStamp(vm, args))), "UTC"); }

/// A struct_time or tuple of nine ints, unchecked (as C's mktime takes it).
Result<TimeFields> takeFields(Vm& vm, Value tuple, const char* function) {
  if (!isTuple(tuple)) return vm.raise(TypeId::kTypeError, "Tuple or struct_time argument required");
  auto items = tupleItems(tuple);
  if (items.size() != 9) return vm.raise(TypeId::kTypeError, "%s(): illegal time tuple argument", function);
  int64_t values[9];
  for (int i = 0; i < 9; ++i) {
    values[i] = TRY(toIndex64(vm, items[size_t(i)], IndexOverflow::kRaise, TypeId::kOverflowError));
    if (values[i] > INT32_MAX) return vm.raise(TypeId::kOverflowError, "signed integer is greater than maximum");
    if (values[i] < INT32_MIN) return vm.raise(TypeId::kOverflowError, "signed integer is less than minimum");
  }
  TimeFields t;
  t.year = values[0];
  t.month = int(values[1] - 1);
  t.day = int(values[2]);
  t.hour = int(values[3]);
  t.minute = int(values[4]);
  t.second = int(values[5]);
  t.weekDay = int((values[6] + 1) % 7);
  t.yearDay = int(values[7] - 1);
  t.isDst = int(values[8]);
  Ref zoneName = intern("tm_zone"), offsetName = intern("tm_gmtoff");
  Ref zone = TRY(findAttribute(vm, tuple, zoneName)), offset = TRY(findAttribute(vm, tuple, offsetName));
  if (!isExhausted(zone) && isStr(zone)) t.zone = utf8Of(zone);
  if (!isExhausted(offset) && offset.get().isInt()) t.offset = offset.get().asInt();
  return t;
}

/// The same with fields in their ranges; 0 stands for the first month, day and day of the year.
Result<TimeFields> takeCheckedFields(Vm& vm, Value tuple, const char* function) {
  TimeFields t = TRY(takeFields(vm, tuple, function));
  if (t.month == -1) t.month = 0;
  if (t.day == 0) t.day = 1;
  if (t.yearDay == -1) t.yearDay = 0;
  const char* wrong = t.month < 0 || t.month > 11     ? "month"
                      : t.day < 0 || t.day > 31       ? "day of month"
                      : t.hour < 0 || t.hour > 23     ? "hour"
                      : t.minute < 0 || t.minute > 59 ? "minute"
                      : t.second < 0 || t.second > 61 ? "seconds"
                      : t.weekDay < 0                 ? "day of week"
                      : t.yearDay < 0 || t.yearDay > 365 ? "day of year"
                                                         : nullptr;
  if (wrong) return vm.raise(TypeId::kValueError, "%s out of range", wrong);
  return t;
}

/// The optional time tuple at `index`; now where there is none.
Result<TimeFields> fieldsOrNow(Vm& vm, Args args, uint32_t index, const char* function) {
  if (args.has(index)) return takeCheckedFields(vm, args[index], function);
  return fieldsOfSeconds(TRY(takeTimeStamp(vm, Args{})));
}

Result<Ref> ascTime(Vm& vm, Args args) {
  TimeFields t = TRY(fieldsOrNow(vm, args, 0, "asctime"));
  return newStr(vm, formatTime("%a %b %e %H:%M:%S %Y", t));
}
Result<Ref> cTime(Vm& vm, Args args) { return newStr(vm, formatTime("%a %b %e %H:%M:%S %Y", fieldsOfSeconds(TRY(takeTimeStamp(vm, args))))); }
Result<Ref> makeTime(Vm& vm, Args args) { return newFloat(double(secondsOfFields(TRY(takeFields(vm, args[0], "mktime"))))); }

Result<Ref> strfTime(Vm& vm, Args args) {
  if (!isStr(args[0])) return vm.raiseTypeErrorFor("strftime() argument 1 must be str, not %s", args[0]);
  TimeFields t = TRY(fieldsOrNow(vm, args, 1, "strftime"));
  return newStr(vm, formatTime(utf8Of(args[0]), t));
}

Result<Ref> strpTime(Vm& vm, Args args) {
  Ref rest = TRY(newTuple(vm, std::span<const Value>(args.values, args.count)));
  return tailCallPrelude(vm, "time_strptime", {rest});
}
Result<Ref> setZone(Vm&, Args) { return noneRef(); }

// The table ----------------------------------------------------------------------------------------------------------

const NativeMethod kFunctions[] = {
    {"time", "()", wallSeconds, kMethodPlain, "time() -> floating-point number\n\nReturn the current time in seconds since the Epoch."},
    {"time_ns", "()", wallNanoseconds, kMethodPlain, "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch."},
    {"monotonic", "()", monotonicSeconds, kMethodPlain, "monotonic() -> float\n\nMonotonic clock, cannot go backward."},
    {"monotonic_ns", "()", monotonicNanoseconds, kMethodPlain, "monotonic_ns() -> int\n\nMonotonic clock, cannot go backward, as nanoseconds."},
    {"perf_counter", "()", monotonicSeconds, kMethodPlain, "perf_counter() -> float\n\nPerformance counter for benchmarking."},
    {"perf_counter_ns", "()", monotonicNanoseconds, kMethodPlain, "perf_counter_ns() -> int\n\nPerformance counter for benchmarking as nanoseconds."},
    {"process_time", "()", monotonicSeconds, kMethodPlain, "process_time() -> float\n\nProcess time for profiling: sum of the kernel and user-space CPU time."},
    {"process_time_ns", "()", monotonicNanoseconds, kMethodPlain, "process_time_ns() -> int\n\nProcess time for profiling as nanoseconds."},
    {"thread_time", "()", monotonicSeconds, kMethodPlain, "thread_time() -> float\n\nThread time for profiling."},
    {"thread_time_ns", "()", monotonicNanoseconds, kMethodPlain, "thread_time_ns() -> int\n\nThread time for profiling as nanoseconds."},
    {"clock_gettime", "(clk_id, /)", clockSeconds, kMethodPlain, "Return the time of the specified clock clk_id as a float."},
    {"clock_gettime_ns", "(clk_id, /)", clockNanoseconds, kMethodPlain, "Return the time of the specified clock clk_id as nanoseconds (int)."},
    {"clock_getres", "(clk_id, /)", clockResolution, kMethodPlain, "Return the resolution (precision) of the specified clock clk_id."},
    {"get_clock_info", "(name, /)", clockInfo, kMethodPlain, "Get information of the specified clock."},
    {"sleep", "(object, /)", sleep, kMethodPlain, "Delay execution for a given number of seconds."},
    {"gmtime", "(seconds=None, /)", gmTime, kMethodPlain, "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT)."},
    {"localtime", "(seconds=None, /)", localTime, kMethodPlain, "Convert seconds since the Epoch to a time tuple expressing local time."},
    {"asctime", "(tuple=None, /)", ascTime, kMethodPlain, "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."},
    {"ctime", "(seconds=None, /)", cTime, kMethodPlain, "Convert a time in seconds since the Epoch to a string in local time."},
    {"mktime", "(tuple, /)", makeTime, kMethodPlain, "Convert a time tuple in local time to seconds since the Epoch."},
    {"strftime", "(format, tuple=None, /)", strfTime, kMethodPlain, "Convert a time tuple to a string according to a format specification."},
    {"strptime", "(string, format='%a %b %d %H:%M:%S %Y', /)", strpTime, kMethodPlain, "Parse a string to a time tuple according to a format specification."},
    {"tzset", "()", setZone, kMethodPlain, "Initialize, or reinitialize, the local timezone to the value stored in os.environ['TZ']."},
};

Result<void> populate(Vm& vm, Value module) {
  for (const Clock& clock : kClocks) TRY(setMember(vm, module, clock.name, intRef(clock.id)));
  for (const char* name : {"timezone", "altzone", "daylight"}) TRY(setMember(vm, module, name, intRef(0)));
  Ref zone = intern("UTC");
  TRY(setMember(vm, module, "tzname", TRY(newTuple(vm, {zone.get(), zone.get()}))));
  TRY(setMember(vm, module, "_STRUCT_TM_ITEMS", intRef(11)));
  return setMember(vm, module, "struct_time", TRY(settle(vm, tailCallPrelude(vm, "struct_time_class", {}))));
}

}  // namespace

extern const NativeModule kTimeModule = {"time", kFunctions, populate, "This module provides various functions to manipulate time values."};

}  // namespace vitrine

// Broken-down time (the proleptic Gregorian calendar, UTC only) and its text, without libc: the same natively and in wasm.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

/// As C's struct tm, but with the whole year and months from 0.
struct TimeFields {
  int64_t year = 1970;
  int month = 0, day = 1, hour = 0, minute = 0, second = 0;
  int weekDay = 4;  // 0: Sunday
  int yearDay = 0;
  int isDst = 0;
  int64_t offset = 0;  // seconds east of Greenwich
  std::string zone = "UTC";
};

/// The fields of a time in seconds since 1970.
TimeFields fieldsOfSeconds(int64_t seconds);
/// Seconds since 1970; fields may lie outside their ranges and count on (mktime).
int64_t secondsOfFields(const TimeFields& fields);
/// strftime in the C locale, glibc's extensions included; unknown directives stand for themselves.
std::string formatTime(std::string_view format, const TimeFields& fields);

}  // namespace vitrine

// See time_fields.h. Days are counted by eras of 400 years (Howard Hinnant's "chrono-compatible low-level date algorithms").
#include "modules/time_fields.h"

#include <cstdio>

namespace vitrine {
namespace {

constexpr const char* kDays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr const char* kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                   "July",    "August",   "September", "October", "November", "December"};

int64_t floorDivide(int64_t a, int64_t b) { return a / b - (a % b != 0 && (a < 0) != (b < 0)); }
int floorModulo(int64_t a, int64_t b) { return int(a - floorDivide(a, b) * b); }

/// Days from 1970-01-01 to the first of a month (0 to 11).
int64_t daysToMonth(int64_t year, int month) {
  int64_t y = month < 2 ? year - 1 : year, era = floorDivide(y, 400);
  int64_t yearOfEra = y - era * 400, dayOfYear = (153 * (month < 2 ? month + 10 : month - 2) + 2) / 5;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}

/// A text cut or padded to a directive's width.
std::string padded(int64_t value, int width, char fill, char flag) {
  if (flag == '-') return std::to_string(value);
  if (flag == '_') fill = ' ';
  if (flag == '0') fill = '0';
  std::string digits = std::to_string(value < 0 ? -value : value);
  int missing = width - int(digits.size()) - (value < 0);
  if (missing > 0 && fill == ' ') return std::string(size_t(missing), ' ') + (value < 0 ? "-" : "") + digits;
  return (value < 0 ? "-" : "") + std::string(size_t(missing > 0 ? missing : 0), '0') + digits;
}

/// ISO 8601's week and its year.
void isoWeek(const TimeFields& t, int64_t* year, int* week) {
  int monday = (t.weekDay + 6) % 7;
  int number = (t.yearDay - monday + 10) / 7;
  *year = t.year;
  auto weeksIn = [](int64_t y) {
    auto shift = [](int64_t k) { return floorModulo(k + floorDivide(k, 4) - floorDivide(k, 100) + floorDivide(k, 400), 7); };
    return shift(y) == 4 || shift(y - 1) == 3 ? 53 : 52;
  };
  if (number < 1) {
    --*year;
    number = weeksIn(*year);
  } else if (number > weeksIn(*year)) {
    ++*year;
    number = 1;
  }
  *week = number;
}

std::string zoneOffset(int64_t offset) {
  char text[32];
  int64_t size = offset < 0 ? -offset : offset;
  std::snprintf(text, sizeof text, "%c%02d%02d", offset < 0 ? '-' : '+', int(size / 3600), int(size / 60 % 60));
  return text;
}

/// One directive; false where it is none.
bool directive(char letter, char flag, const TimeFields& t, std::string* out) {
  auto number = [&](int64_t value, int width, char fill = '0') { *out += padded(value, width, fill, flag); };
  auto shorthand = [&](std::string_view format) { *out += formatTime(format, t); };
  int hour12 = t.hour % 12 ? t.hour % 12 : 12;
  int64_t isoYear;
  int week;
  switch (letter) {
    case 'a': *out += std::string(kDays[t.weekDay], 3); break;
    case 'A': *out += kDays[t.weekDay]; break;
    case 'b': case 'h': *out += std::string(kMonths[t.month], 3); break;
    case 'B': *out += kMonths[t.month]; break;
    case 'c': shorthand("%a %b %e %H:%M:%S %Y"); break;
    case 'C': number(floorDivide(t.year, 100), 2); break;
    case 'd': number(t.day, 2); break;
    case 'D': case 'x': shorthand("%m/%d/%y"); break;
    case 'e': number(t.day, 2, ' '); break;
    case 'F': shorthand("%Y-%m-%d"); break;
    case 'g': case 'G': case 'V':
      isoWeek(t, &isoYear, &week);
      if (letter == 'V') number(week, 2);
      else if (letter == 'g') number(floorModulo(isoYear, 100), 2);
      else number(isoYear, 0);
      break;
    case 'H': number(t.hour, 2); break;
    case 'I': number(hour12, 2); break;
    case 'j': number(t.yearDay + 1, 3); break;
    case 'k': number(t.hour, 2, ' '); break;
    case 'l': number(hour12, 2, ' '); break;
    case 'm': number(t.month + 1, 2); break;
    case 'M': number(t.minute, 2); break;
    case 'n': *out += '\n'; break;
    case 'p': *out += t.hour < 12 ? "AM" : "PM"; break;
    case 'P': *out += t.hour < 12 ? "am" : "pm"; break;
    case 'r': shorthand("%I:%M:%S %p"); break;
    case 'R': shorthand("%H:%M"); break;
    case 's': number(secondsOfFields(t), 0); break;
    case 'S': number(t.second, 2); break;
    case 't': *out += '\t'; break;
    case 'T': case 'X': shorthand("%H:%M:%S"); break;
    case 'u': number(t.weekDay ? t.weekDay : 7, 1); break;
    case 'U': number((t.yearDay - t.weekDay + 7) / 7, 2); break;
    case 'w': number(t.weekDay, 1); break;
    case 'W': number((t.yearDay - (t.weekDay + 6) % 7 + 7) / 7, 2); break;
    case 'y': number(floorModulo(t.year, 100), 2); break;
    case 'Y': number(t.year, 0); break;
    case 'z': *out += zoneOffset(t.offset); break;
    case 'Z': *out += t.zone; break;
    case '%': *out += '%'; break;
    default: return false;
  }
  return true;
}

}  // namespace

TimeFields fieldsOfSeconds(int64_t seconds) {
  TimeFields t;
  int64_t days = floorDivide(seconds, 86400), rest = seconds - days * 86400;
  t.hour = int(rest / 3600);
  t.minute = int(rest / 60 % 60);
  t.second = int(rest % 60);
  t.weekDay = floorModulo(days + 4, 7);
  int64_t z = days + 719468, era = floorDivide(z, 146097), dayOfEra = z - era * 146097;
  int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100), shifted = (5 * dayOfYear + 2) / 153;
  t.day = int(dayOfYear - (153 * shifted + 2) / 5 + 1);
  t.month = int(shifted < 10 ? shifted + 2 : shifted - 10);
  t.year = yearOfEra + era * 400 + (t.month < 2);
  t.yearDay = int(days - daysToMonth(t.year, 0));
  return t;
}

int64_t secondsOfFields(const TimeFields& t) {
  int64_t year = t.year + floorDivide(t.month, 12);
  int64_t days = daysToMonth(year, floorModulo(t.month, 12)) + t.day - 1;
  return ((days * 24 + t.hour) * 60 + t.minute) * 60 + t.second;
}

std::string formatTime(std::string_view format, const TimeFields& t) {
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      out += format[i];
      continue;
    }
    size_t at = i + 1;
    char flag = 0;
    while (at < format.size() && (format[at] == '-' || format[at] == '_' || format[at] == '0')) flag = format[at++];
    size_t widthAt = at;
    int width = 0;
    while (at < format.size() && format[at] >= '0' && format[at] <= '9' && width < 1000) width = width * 10 + (format[at++] - '0');
    bool wide = at > widthAt;
    if (at < format.size() && (format[at] == 'E' || format[at] == 'O')) ++at;
    std::string piece;
    if (at >= format.size() || !directive(format[at], flag, t, &piece)) {
      out += '%';
      continue;
    }
    bool numeric = !piece.empty() && piece[0] >= '0' && piece[0] <= '9';
    if (wide && int(piece.size()) < width) out += std::string(size_t(width) - piece.size(), numeric && flag != '_' ? '0' : ' ');
    out += piece;
    i = at;
  }
  return out;
}

}  // namespace vitrine

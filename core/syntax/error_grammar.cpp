// The text of the grammar that explains errors: the rules of the Language Reference's full grammar specification in its
// order, and between them the "invalid_" rules, each with the message of one kind of mistake. See error_grammar.h for the
// notation. The valid rules accept what the parser accepts; they are here because which mistake is reported first follows
// from the order in which alternatives are tried (CPython 3.14: Grammar/python.gram).
#include "syntax/error_grammar.h"

namespace vitrine::syntax {

const char* const kStatementGrammar = R"(
file: [statements] ENDMARKER
interactive: statement_newline
eval: expressions NEWLINE* ENDMARKER
func_type: '(' [type_expressions] ')' '->' expression NEWLINE* ENDMARKER
type_expressions: ','.expression+ [',' '*' expression] [',' '**' expression] | '*' expression [',' '**' expression] | '**' expression
statement_newline: compound_stmt NEWLINE | simple_stmts | NEWLINE | ENDMARKER
statements: statement+
statement: compound_stmt | simple_stmts
simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE
simple_stmt*: assignment | &"type" type_alias | star_expressions | &'return' return_stmt | &('import' | 'from') import_stmt
  | &'raise' raise_stmt | &'pass' pass_stmt | &'del' del_stmt | &'yield' yield_expr | &'assert' assert_stmt
  | &'break' break_stmt | &'continue' continue_stmt | &'global' 'global' ','.NAME+ | &'nonlocal' 'nonlocal' ','.NAME+
compound_stmt: &('def' | '@' | 'async') function_def | &'if' if_stmt | &('class' | '@') class_def
  | &('with' | 'async') with_stmt | &('for' | 'async') for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt
pass_stmt: 'pass' #Statement
break_stmt: 'break' #Statement
continue_stmt: 'continue' #Statement
assignment: NAME ':' expression ['=' annotated_rhs]
  | ('(' single_target ')' | single_subscript_attribute_target) ':' expression ['=' annotated_rhs]
  | (star_targets '=')+ annotated_rhs !'=' [TYPE_COMMENT]
  | single_target augassign ~ annotated_rhs
  | invalid_assignment
annotated_rhs: yield_expr | star_expressions
augassign: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
invalid_assignment: a=invalid_ann_assign_target ':' expression {at a "only single target (not %n) can be annotated"}
  | a=star_named_expression ',' star_named_expressions* ':' expression {at a "only single target (not tuple) can be annotated"}
  | a=expression ':' expression {at a "illegal target for annotation"}
  | (star_targets '=')* a=star_expressions '=' {target STORE a}
  | (star_targets '=')* a=yield_expr '=' {at a "assignment to yield expression not possible"}
  | a=star_expressions augassign annotated_rhs {at a "'%n' is an illegal expression for augmented assignment"}
invalid_ann_assign_target: list | tuple | '(' a=invalid_ann_assign_target ')'
return_stmt: 'return' [star_expressions]
raise_stmt: 'raise' expression 'from' expression | 'raise' expression | 'raise'
del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt
invalid_del_stmt: 'del' a=star_expressions {target DELETE a}
assert_stmt: 'assert' expression [',' expression]
import_stmt: invalid_import | 'import' dotted_as_names | import_from
import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets | 'from' ('.' | '...')+ 'import' import_from_targets
import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*' | invalid_import_from_targets
import_from_as_names: ','.import_from_as_name+
import_from_as_name: invalid_import_from_as_name | NAME ['as' NAME]
dotted_as_names: ','.dotted_as_name+
dotted_as_name: invalid_dotted_as_name | dotted_name ['as' NAME]
dotted_name<: dotted_name '.' NAME | NAME
invalid_import: a='import' ','.dotted_name+ 'from' dotted_name {from a "Did you mean to use 'from ... import ...' instead?"}
  | 'import' a=NEWLINE {from a "Expected one or more names after 'import'"}
invalid_dotted_as_name: dotted_name 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression {at a "cannot use %n as import target"}
invalid_import_from_as_name: NAME 'as' !(NAME (',' | ')' | ';' | NEWLINE)) a=expression {at a "cannot use %n as import target"}
invalid_import_from_targets: import_from_as_names ',' NEWLINE {last "trailing comma not allowed without surrounding parentheses"}
  | a=NEWLINE {from a "Expected one or more names after 'import'"}
type_alias: "type" NAME [type_params] '=' expression
type_params*: invalid_type_params | '[' type_param_seq ']'
type_param_seq: ','.type_param+ [',']
type_param*: NAME [type_param_bound] [type_param_default] | invalid_type_param | '*' NAME ['=' star_expression]
  | '**' NAME [type_param_default]
type_param_bound: ':' expression
type_param_default: '=' expression
invalid_type_param: '*' NAME b=':' a=expression {bound "TypeVarTuple"} | '**' NAME b=':' a=expression {bound "ParamSpec"}
invalid_type_params: '[' a=']' {from a "Type parameter list cannot be empty"}
)";

const char* const kBlockGrammar = R"(
block*: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
invalid_block: NEWLINE !INDENT {indent "expected an indented block"}
decorators: ('@' named_expression NEWLINE)+
class_def: decorators class_def_raw | class_def_raw
class_def_raw: invalid_class_def_raw | 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
invalid_class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] NEWLINE {last "expected ':'"}
  | a='class' NAME [type_params] ['(' [arguments] ')'] ':' NEWLINE !INDENT {indent "expected an indented block after class definition on line %l"}
function_def: decorators function_def_raw | function_def_raw
function_def_raw: invalid_def_raw
  | 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' [func_type_comment] block
  | 'async' 'def' NAME [type_params] &&'(' [params] ')' ['->' expression] &&':' [func_type_comment] block
func_type_comment: NEWLINE TYPE_COMMENT &(NEWLINE INDENT) | invalid_double_type_comments | TYPE_COMMENT
invalid_double_type_comments: TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT {last "Cannot have two type comments on def"}
invalid_def_raw: ['async'] a='def' NAME [type_params] '(' [params] ')' ['->' expression] ':' NEWLINE !INDENT {indent "expected an indented block after function definition on line %l"}
if_stmt: invalid_if_stmt | 'if' named_expression ':' block elif_stmt | 'if' named_expression ':' block [else_block]
elif_stmt: invalid_elif_stmt | 'elif' named_expression ':' block elif_stmt | 'elif' named_expression ':' block [else_block]
else_block: invalid_else_stmt | 'else' &&':' block
invalid_if_stmt: 'if' named_expression NEWLINE {last "expected ':'"}
  | a='if' named_expression ':' NEWLINE !INDENT {indent "expected an indented block after 'if' statement on line %l"}
invalid_elif_stmt: 'elif' named_expression NEWLINE {last "expected ':'"}
  | a='elif' named_expression ':' NEWLINE !INDENT {indent "expected an indented block after 'elif' statement on line %l"}
invalid_else_stmt: a='else' ':' NEWLINE !INDENT {indent "expected an indented block after 'else' statement on line %l"}
  | 'else' ':' block 'elif' {last "'elif' block follows an 'else' block"}
while_stmt: invalid_while_stmt | 'while' named_expression ':' block [else_block]
invalid_while_stmt: 'while' named_expression NEWLINE {last "expected ':'"}
  | a='while' named_expression ':' NEWLINE !INDENT {indent "expected an indented block after 'while' statement on line %l"}
for_stmt: invalid_for_stmt | 'for' star_targets 'in' ~ star_expressions ':' [TYPE_COMMENT] block [else_block]
  | 'async' 'for' star_targets 'in' ~ star_expressions ':' [TYPE_COMMENT] block [else_block] | invalid_for_target
invalid_for_stmt: ['async'] 'for' star_targets 'in' star_expressions NEWLINE {last "expected ':'"}
  | ['async'] a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT {indent "expected an indented block after 'for' statement on line %l"}
invalid_for_target: ['async'] 'for' a=star_expressions {target FOR a}
with_stmt: invalid_with_stmt_indent | 'with' '(' ','.with_item+ [','] ')' ':' [TYPE_COMMENT] block | 'with' ','.with_item+ ':' [TYPE_COMMENT] block
  | 'async' 'with' '(' ','.with_item+ [','] ')' ':' [TYPE_COMMENT] block | 'async' 'with' ','.with_item+ ':' [TYPE_COMMENT] block | invalid_with_stmt
with_item: expression 'as' star_target &(',' | ')' | ':') | invalid_with_item | expression
invalid_with_item: expression 'as' a=expression &(',' | ')' | ':') {target STORE a}
invalid_with_stmt: ['async'] 'with' ','.(expression ['as' star_target])+ NEWLINE {last "expected ':'"}
  | ['async'] 'with' '(' ','.(expressions ['as' star_target])+ [','] ')' NEWLINE {last "expected ':'"}
invalid_with_stmt_indent: ['async'] a='with' ','.(expression ['as' star_target])+ ':' NEWLINE !INDENT {indent "expected an indented block after 'with' statement on line %l"}
  | ['async'] a='with' '(' ','.(expressions ['as' star_target])+ [','] ')' ':' NEWLINE !INDENT {indent "expected an indented block after 'with' statement on line %l"}
try_stmt: invalid_try_stmt | 'try' &&':' block finally_block | 'try' &&':' block except_block+ [else_block] [finally_block]
  | 'try' &&':' block except_star_block+ [else_block] [finally_block]
except_block: invalid_except_stmt_indent | 'except' expressions ':' block | 'except' expression 'as' NAME ':' block
  | 'except' ':' block | invalid_except_stmt
except_star_block: invalid_except_star_stmt_indent | 'except' '*' expressions ':' block | 'except' '*' expression 'as' NAME ':' block
  | invalid_except_star_stmt
finally_block: invalid_finally_stmt | 'finally' &&':' block
invalid_try_stmt: a='try' ':' NEWLINE !INDENT {indent "expected an indented block after 'try' statement on line %l"}
  | 'try' ':' block !('except' | 'finally') {last "expected 'except' or 'finally' block"}
  | 'try' ':' block* except_block+ a='except' b='*' expression ['as' NAME] ':' {range a b "cannot have both 'except' and 'except*' on the same 'try'"}
  | 'try' ':' block* except_star_block+ a='except' [expression ['as' NAME]] ':' {at a "cannot have both 'except' and 'except*' on the same 'try'"}
invalid_except_stmt: 'except' a=expression ',' expressions 'as' NAME ':' {from a "multiple exception types must be parenthesized when using 'as'"}
  | 'except' expression ['as' NAME] NEWLINE {last "expected ':'"}
  | 'except' NEWLINE {last "expected ':'"}
  | 'except' expression 'as' a=expression ':' block {at a "cannot use except statement with %n"}
invalid_except_star_stmt: 'except' '*' a=expression ',' expressions 'as' NAME ':' {from a "multiple exception types must be parenthesized when using 'as'"}
  | 'except' '*' expression ['as' NAME] NEWLINE {last "expected ':'"}
  | 'except' '*' (NEWLINE | ':') {last "expected one or more exception types"}
  | 'except' '*' expression 'as' a=expression ':' block {at a "cannot use except* statement with %n"}
invalid_finally_stmt: a='finally' ':' NEWLINE !INDENT {indent "expected an indented block after 'finally' statement on line %l"}
invalid_except_stmt_indent: a='except' expression ['as' NAME] ':' NEWLINE !INDENT {indent "expected an indented block after 'except' statement on line %l"}
  | a='except' ':' NEWLINE !INDENT {indent "expected an indented block after 'except' statement on line %l"}
invalid_except_star_stmt_indent: a='except' '*' expression ['as' NAME] ':' NEWLINE !INDENT {indent "expected an indented block after 'except*' statement on line %l"}
match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT | invalid_match_stmt
subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
case_block: invalid_case_block | "case" patterns [guard] ':' block
guard: 'if' named_expression
invalid_match_stmt: "match" subject_expr NEWLINE {last "expected ':'"}
  | a="match" subject_expr ':' NEWLINE !INDENT {indent "expected an indented block after 'match' statement on line %l"}
invalid_case_block: "case" patterns [guard] NEWLINE {last "expected ':'"}
  | a="case" patterns [guard] ':' NEWLINE !INDENT {indent "expected an indented block after 'case' statement on line %l"}
patterns: open_sequence_pattern | pattern
pattern: as_pattern | or_pattern
as_pattern: or_pattern 'as' pattern_capture_target | invalid_as_pattern
invalid_as_pattern: or_pattern 'as' a="_" {at a "cannot use '_' as a target"}
  | or_pattern 'as' a=expression {at a "cannot use %n as pattern target"}
or_pattern: '|'.closed_pattern+
closed_pattern*: literal_pattern | pattern_capture_target | "_" | attr !('.' | '(' | '=') | group_pattern | sequence_pattern
  | mapping_pattern | class_pattern
literal_pattern: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
literal_expr: signed_number !('+' | '-') | complex_number | strings | 'None' | 'True' | 'False'
complex_number: signed_number '+' NUMBER | signed_number '-' NUMBER
signed_number: NUMBER | '-' NUMBER
pattern_capture_target: !"_" NAME !('.' | '(' | '=')
attr<: name_or_attr '.' NAME
name_or_attr: attr | NAME
group_pattern: '(' pattern ')'
sequence_pattern: '[' [maybe_sequence_pattern] ']' | '(' [open_sequence_pattern] ')'
open_sequence_pattern: maybe_star_pattern ',' [maybe_sequence_pattern]
maybe_sequence_pattern: ','.maybe_star_pattern+ [',']
maybe_star_pattern: star_pattern | pattern
star_pattern*: '*' pattern_capture_target | '*' "_"
mapping_pattern: '{' '}' | '{' double_star_pattern [','] '}' | '{' items_pattern ',' double_star_pattern [','] '}'
  | '{' items_pattern [','] '}'
items_pattern: ','.key_value_pattern+
key_value_pattern: (literal_expr | attr) ':' pattern
double_star_pattern: '**' pattern_capture_target
class_pattern: name_or_attr '(' ')' | name_or_attr '(' positional_patterns [','] ')' | name_or_attr '(' keyword_patterns [','] ')'
  | name_or_attr '(' positional_patterns ',' keyword_patterns [','] ')' | invalid_class_pattern
positional_patterns: ','.pattern+ #Sequence
keyword_patterns: ','.keyword_pattern+
keyword_pattern: NAME '=' pattern
invalid_class_pattern: name_or_attr '(' a=invalid_class_argument_pattern {at a "positional patterns follow keyword patterns"}
invalid_class_argument_pattern: [positional_patterns ','] keyword_patterns ',' a=positional_patterns
)";

// $C is ')' for functions and ':' for lambdas, $P the prefix of the rules' names, $W what messages call them, $S where a bare
// star is pointed at.
const char* const kParameterGrammar = R"(
$Pparams: $Pinvalid_parameters | $Pparameters
$Pparameters: $Pslash_no_default $Pparam_no_default* $Pparam_with_default* [$Pstar_etc]
  | $Pslash_with_default $Pparam_with_default* [$Pstar_etc]
  | $Pparam_no_default+ $Pparam_with_default* [$Pstar_etc] | $Pparam_with_default+ [$Pstar_etc] | $Pstar_etc
$Pslash_no_default: $Pparam_no_default+ '/' ',' | $Pparam_no_default+ '/' &$C
$Pslash_with_default: $Pparam_no_default* $Pparam_with_default+ '/' ',' | $Pparam_no_default* $Pparam_with_default+ '/' &$C
$Pstar_etc: $Pinvalid_star_etc | '*' $Pparam_no_default $Pparam_maybe_default* [$Pkwds]
  | '*' $Pparam_star $Pparam_maybe_default* [$Pkwds]
  | '*' ',' $Pparam_maybe_default+ [$Pkwds] | $Pkwds
$Pkwds: $Pinvalid_kwds | '**' $Pparam_no_default
$Pparam_no_default: $Pparam ','$T | $Pparam$T &$C
$Pparam_with_default: $Pparam default ','$T | $Pparam default$T &$C
$Pparam_maybe_default: $Pparam [default] ','$T | $Pparam [default]$T &$C
$Pinvalid_parameters: a='/' ',' {at a "at least one argument must precede /"}
  | ($Pslash_no_default | $Pslash_with_default) $Pparam_maybe_default* a='/' {at a "/ may appear only once"}
  | [$Pslash_no_default] $Pparam_no_default* $Pinvalid_parameters_helper a=$Pparam_no_default {at a "parameter without a default follows parameter with a default"}
  | $Pparam_no_default* a='(' $Pparenthesized [','] b=')' {range a b "$W parameters cannot be parenthesized"}
  | [$Pslash_no_default | $Pslash_with_default] $Pparam_maybe_default* '*' (',' | $Pparam_no_default) $Pparam_maybe_default* a='/' {at a "/ must be ahead of *"}
  | $Pparam_maybe_default+ '/' a='*' {at a "expected comma between / and *"}
$Pinvalid_parameters_helper: $Pslash_with_default | $Pparam_with_default+
$Pinvalid_star_etc: '*' ($C | ',' ($C | '**')) {$S "named arguments must follow bare *"}
  | '*' ',' TYPE_COMMENT {last "bare * has associated type comment"}
  | '*' $Pparam a='=' {at a "var-positional argument cannot have default value"}
  | '*' ($Pparam_no_default | ',') $Pparam_maybe_default* a='*' ($Pparam_no_default | ',') {at a "* argument may appear only once"}
$Pinvalid_kwds: '**' $Pparam a='=' {at a "var-keyword argument cannot have default value"}
  | '**' $Pparam ',' a=$Pparam {at a "arguments cannot follow var-keyword argument"}
  | '**' $Pparam ',' a=('*' | '**' | '/') {at a "arguments cannot follow var-keyword argument"}
)";

const char* const kParameterRests = R"(
param: NAME [':' expression] #Param
param_star: NAME ':' star_expression ',' [TYPE_COMMENT] | NAME ':' star_expression [TYPE_COMMENT] &')'
parenthesized: param_no_default+
default: '=' expression | invalid_default
invalid_default: a='=' &(')' | ',') {at a "expected default value expression"}
lambda_param: NAME #Param
lambda_param_star: !NAME NAME
lambda_parenthesized: ','.lambda_param+
lambdef: 'lambda' [lambda_params] ':' expression #Lambda
)";

const char* const kExpressionGrammar = R"(
expressions: expression (',' expression)+ [','] #Tuple | expression ',' #Tuple | expression
expression*: invalid_expression | invalid_legacy_expression | disjunction 'if' disjunction 'else' expression #IfExp | disjunction | lambdef
expression_without_invalid!: disjunction 'if' disjunction 'else' expression #IfExp | disjunction | lambdef
invalid_expression: STRING a=(!STRING expression_without_invalid)+ STRING {range a "invalid syntax. Is this intended to be part of the string?"}
  | !(NAME STRING | SOFT_KEYWORD) a=disjunction b=expression_without_invalid {comma}
  | a=disjunction 'if' b=disjunction !('else' | ':') {range a b "expected 'else' after 'if' expression"}
  | disjunction 'if' disjunction 'else' !expression {next "expected expression after 'else', but statement is given"}
  | a=(pass_stmt | break_stmt | continue_stmt) 'if' disjunction 'else' simple_stmt {at a "expected expression before 'if', but statement is given"}
  | a='lambda' [lambda_params] b=':' &FSTRING_MIDDLE {range a b "f-string: lambda expressions are not allowed without parentheses"}
  | a='lambda' [lambda_params] b=':' &TSTRING_MIDDLE {range a b "t-string: lambda expressions are not allowed without parentheses"}
invalid_legacy_expression: a=name !'(' b=star_expressions {legacy}
name: NAME #Name
yield_expr: 'yield' 'from' expression #Yield | 'yield' [star_expressions] #Yield
star_expressions: star_expression (',' star_expression)+ [','] #Tuple | star_expression ',' #Tuple | star_expression
star_expression*: '*' bitwise_or #Starred | expression
star_named_expressions: ','.star_named_expression+ [','] #Sequence
star_named_expression: '*' bitwise_or #Starred | named_expression
assignment_expression: name ':=' ~ expression #NamedExpr
named_expression: assignment_expression | invalid_named_expression | expression !':='
invalid_named_expression*: a=expression ':=' expression {at a "cannot use assignment expressions with %n"}
  | a=name '=' b=bitwise_or !('=' | ':=') {range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
  | !(list | tuple | genexp | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=') {at a "cannot assign to %n here. Maybe you meant '==' instead of '='?"}
disjunction*: conjunction ('or' conjunction)+ #BoolOp | conjunction
conjunction*: inversion ('and' inversion)+ #BoolOp | inversion
inversion*: 'not' inversion #UnaryOp | comparison
comparison: bitwise_or compare_pair+ #Compare | bitwise_or
compare_pair: '==' bitwise_or | not_equal bitwise_or | '<=' bitwise_or | '<' bitwise_or | '>=' bitwise_or | '>' bitwise_or
  | 'not' 'in' bitwise_or | 'in' bitwise_or #In | 'is' 'not' bitwise_or | 'is' bitwise_or
not_equal: NOT_EQUAL
bitwise_or<: bitwise_or '|' bitwise_xor #BinOp | bitwise_xor
bitwise_xor<: bitwise_xor '^' bitwise_and #BinOp | bitwise_and
bitwise_and<: bitwise_and '&' shift_expr #BinOp | shift_expr
shift_expr<: shift_expr '<<' sum #BinOp | shift_expr '>>' sum #BinOp | invalid_arithmetic | sum
sum<: sum '+' term #BinOp | sum '-' term #BinOp | term
term<: term '*' factor #BinOp | term '/' factor #BinOp | term '//' factor #BinOp | term '%' factor #BinOp | term '@' factor #BinOp | invalid_factor | factor
factor*: '+' factor #UnaryOp | '-' factor #UnaryOp | '~' factor #UnaryOp | power
invalid_arithmetic: sum ('+' | '-' | '*' | '/' | '%' | '//' | '@') a='not' b=inversion {range a b "'not' after an operator must be parenthesized"}
invalid_factor: ('+' | '-' | '~') a='not' b=factor {range a b "'not' after an operator must be parenthesized"}
power: await_primary '**' factor #BinOp | await_primary
await_primary*: 'await' primary #Await | primary
primary<: primary '.' NAME #Attribute | primary genexp #Call | primary '(' [arguments] ')' #Call | primary '[' slices ']' #Subscript | atom
slices: slice !',' | ','.(slice | starred_expression)+ [',']
slice: [expression] ':' [expression] [':' [expression]] #Slice | named_expression
atom: name | 'True' #True | 'False' #False | 'None' #None | &(STRING | FSTRING_START | TSTRING_START) strings | NUMBER #Constant
  | &'(' (tuple | group | genexp) | &'[' (list | listcomp) | &'{' (dict | set | dictcomp | setcomp) | '...' #Ellipsis
group: '(' a=(yield_expr | named_expression) ')' | invalid_group
invalid_group: '(' a=starred_expression ')' {at a "cannot use starred expression here"}
  | '(' a='**' expression ')' {at a "cannot use double starred expression here"}
list: '[' [star_named_expressions] ']' #List
tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' #Tuple
set: '{' star_named_expressions '}' #Set
dict: '{' [double_starred_kvpairs] '}' #Dict | '{' invalid_double_starred_kvpairs '}'
double_starred_kvpairs: ','.double_starred_kvpair+ [',']
double_starred_kvpair: '**' bitwise_or | kvpair
kvpair: expression ':' expression
invalid_double_starred_kvpairs: ','.double_starred_kvpair+ ',' invalid_kvpair
  | expression ':' a='*' bitwise_or {from a "cannot use a starred expression in a dictionary value"}
  | expression a=':' &('}' | ',') {at a "expression expected after dictionary key and ':'"}
invalid_kvpair: a=expression !':' {key a "':' expected after dictionary key"}
  | expression ':' a='*' bitwise_or {from a "cannot use a starred expression in a dictionary value"}
  | expression a=':' &('}' | ',') {at a "expression expected after dictionary key and ':'"}
for_if_clauses: for_if_clause+ #Sequence
for_if_clause: 'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)* #Clause
  | 'for' star_targets 'in' ~ disjunction ('if' disjunction)* #Clause | invalid_for_if_clause | invalid_for_target
invalid_for_if_clause: ['async'] 'for' (bitwise_or (',' bitwise_or)* [',']) !'in' {last "'in' expected after for-loop variables"}
listcomp: '[' named_expression for_if_clauses ']' #ListComp | invalid_comprehension
setcomp: '{' named_expression for_if_clauses '}' #SetComp | invalid_comprehension
genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')' #GeneratorExp | invalid_comprehension
dictcomp: '{' kvpair for_if_clauses '}' #DictComp | invalid_dict_comprehension
invalid_comprehension: ('[' | '(' | '{') a=starred_expression for_if_clauses {at a "iterable unpacking cannot be used in comprehension"}
  | ('[' | '{') a=star_named_expression ',' b=star_named_expressions for_if_clauses {range a b "did you forget parentheses around the comprehension target?"}
  | ('[' | '{') a=star_named_expression b=',' for_if_clauses {range a b "did you forget parentheses around the comprehension target?"}
invalid_dict_comprehension: '{' a='**' bitwise_or for_if_clauses '}' {at a "dict unpacking cannot be used in dict comprehension"}
arguments*: args [','] &')' | invalid_arguments
args: ','.(starred_expression | (assignment_expression | expression !':=') !'=')+ [',' kwargs] #Arguments | kwargs #Arguments
kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+ #Sequence | ','.kwarg_or_starred+ #Sequence | ','.kwarg_or_double_starred+ #Sequence
starred_expression: invalid_starred_expression_unpacking | '*' expression #Starred | invalid_starred_expression
kwarg_or_starred: invalid_kwarg | NAME '=' expression #Keyword | starred_expression
kwarg_or_double_starred: invalid_kwarg | NAME '=' expression #Keyword | '**' expression #DoubleStarred
invalid_arguments: ((','.(starred_expression | (assignment_expression | expression !':=') !'=')+ ',' kwargs) | kwargs) a=',' ','.(starred_expression !'=')+ {from a "iterable argument unpacking follows keyword argument unpacking"}
  | a=expression b=for_if_clauses ',' [args | expression for_if_clauses] {clause a b "Generator expression must be parenthesized"}
  | a=NAME b='=' expression for_if_clauses {range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
  | [args ','] a=NAME b='=' &(',' | ')') {range a b "expected argument value expression"}
  | a=args b=for_if_clauses {genexp a b "Generator expression must be parenthesized"}
  | args ',' a=expression b=for_if_clauses {target_of a b "Generator expression must be parenthesized"}
  | a=args ',' args {arguments a}
invalid_kwarg: a=('True' | 'False' | 'None') b='=' {range a b "cannot assign to %t"}
  | a=NAME b='=' expression for_if_clauses {range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"}
  | !(NAME '=') a=expression b='=' {range a b "expression cannot contain assignment, perhaps you meant \"==\"?"}
  | a='**' expression '=' b=expression {range a b "cannot assign to keyword argument unpacking"}
invalid_starred_expression_unpacking: a='*' expression '=' b=expression {range a b "cannot assign to iterable argument unpacking"}
invalid_starred_expression: '*' {last "Invalid star expression"}
)";

const char* const kTargetGrammar = R"(
star_targets: star_target !',' | star_target (',' star_target)* [',']
star_target*: '*' (!'*' star_target) #Starred | target_with_star_atom
target_with_star_atom*: t_primary '.' NAME !t_lookahead #Attribute | t_primary '[' slices ']' !t_lookahead #Subscript | star_atom
star_atom: name | '(' target_with_star_atom ')' | '(' [star_targets_tuple_seq] ')' | '[' [star_targets_list_seq] ']'
star_targets_list_seq: ','.star_target+ [',']
star_targets_tuple_seq: star_target (',' star_target)+ [','] | star_target ','
single_target: single_subscript_attribute_target | name | '(' single_target ')'
single_subscript_attribute_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
t_primary<: t_primary '.' NAME &t_lookahead | t_primary '[' slices ']' &t_lookahead | t_primary genexp &t_lookahead
  | t_primary '(' [arguments] ')' &t_lookahead | atom &t_lookahead
t_lookahead: '(' | '[' | '.'
del_targets: ','.del_target+ [',']
del_target*: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead | del_t_atom
del_t_atom: name | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'
strings*: invalid_string_tstring_concat | (fstring | STRING)+ #Strings | tstring+ #TemplateStr
invalid_string_tstring_concat: a=(fstring | STRING)+ b=tstring {range a b "cannot mix t-string literals with string or bytes literals"}
  | a=tstring+ b=(fstring | STRING) {range a b "cannot mix t-string literals with string or bytes literals"}
)";

// $L is 'f' or 't', $T the kinds of token.
const char* const kFormattedStringGrammar = R"(
$Lstring: $TSTRING_START $Lstring_middle* $TSTRING_END #$LString
$Lstring_middle: $Lstring_field | $TSTRING_MIDDLE
$Lstring_field: '{' annotated_rhs ['='] [$Lstring_conversion] [$Lstring_spec] '}' | invalid_$Lstring_field
$Lstring_conversion: '!' NAME
$Lstring_spec: ':' $Lstring_spec_part*
$Lstring_spec_part: $TSTRING_MIDDLE | $Lstring_field
invalid_$Lstring_field: '{' a='=' {at a "$L-string: valid expression required before '='"}
  | '{' a='!' {at a "$L-string: valid expression required before '!'"}
  | '{' a=':' {at a "$L-string: valid expression required before ':'"}
  | '{' a='}' {at a "$L-string: valid expression required before '}'"}
  | '{' !annotated_rhs {next "$L-string: expecting a valid expression after '{'"}
  | '{' annotated_rhs !('=' | '!' | ':' | '}') {next "$L-string: expecting '=', or '!', or ':', or '}'"}
  | '{' annotated_rhs '=' !('!' | ':' | '}') {next "$L-string: expecting '!', or ':', or '}'"}
  | '{' annotated_rhs ['='] invalid_$Lstring_conversion
  | '{' annotated_rhs ['='] ['!' NAME] !(':' | '}') {next "$L-string: expecting ':' or '}'"}
  | '{' annotated_rhs ['='] ['!' NAME] ':' $Lstring_spec_part* !'}' {next "$L-string: expecting '}', or format specs"}
  | '{' annotated_rhs ['='] ['!' NAME] !'}' {next "$L-string: expecting '}'"}
invalid_$Lstring_conversion: '!' &(':' | '}') {next "$L-string: missing conversion character"}
  | '!' !NAME {next "$L-string: invalid conversion character"}
)";

}  // namespace vitrine::syntax

package metatextgrad.intake;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import metatextgrad.json.Json;

/** The common form of several answers, in words. Pure. */
final class AnswerForm {
    private static final Predicate<String> ISO_DATE =
            Pattern.compile("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])").asMatchPredicate();
    private static final Predicate<String> DIGITS = Pattern.compile("[0-9]+").asMatchPredicate();
    private static final Predicate<String> INTEGER = Pattern.compile("-?[0-9]+").asMatchPredicate();
    private static final Predicate<String> NUMBER =
            Pattern.compile("-?[0-9]+(\\.[0-9]+)?").asMatchPredicate();

    /** A longer shape is a sentence, not a form. */
    private static final int MAX_SHAPE = 40;

    private AnswerForm() {}

    /** Returns the narrowest form that all answers have; empty without one. */
    static Optional<String> of(List<String> answers) {
        if (answers.stream().allMatch(ISO_DATE)) return Optional.of("a date as yyyy-mm-dd");
        if (answers.stream().allMatch(DIGITS)) return Optional.of(digits(answers));
        if (answers.stream().allMatch(INTEGER))
            return Optional.of("an integer, which may have a minus");
        Optional<String> json = json(answers);
        if (json.isPresent()) return json;
        Optional<String> shape = shape(answers);
        if (shape.isPresent()) return shape;
        return answers.stream().allMatch(NUMBER)
                ? Optional.of("a number, some with a decimal point")
                : Optional.empty();
    }

    private static String digits(List<String> answers) {
        int length = answers.getFirst().length();
        return answers.stream().allMatch(one -> one.length() == length)
                ? "digits only, %d of them".formatted(length)
                : "digits only";
    }

    /** JSON objects have one form if they have the same fields. */
    private static Optional<String> json(List<String> answers) {
        if (answers.stream().allMatch(Json::isList)) return Optional.of("a JSON list");
        Optional<List<String>> fields = Json.fieldNames(answers.getFirst());
        if (fields.isEmpty() || fields.get().isEmpty()) return Optional.empty();
        List<String> sorted = fields.get().stream().sorted().toList();
        boolean same =
                answers.stream()
                        .allMatch(
                                one ->
                                        Json.fieldNames(one)
                                                .filter(
                                                        names ->
                                                                names.stream()
                                                                        .sorted()
                                                                        .toList()
                                                                        .equals(sorted))
                                                .isPresent());
        if (!same) return Optional.empty();
        String names = String.join(", ", fields.get());
        return Optional.of(
                fields.get().size() == 1
                        ? "a JSON object with the field " + names
                        : "a JSON object with the fields " + names);
    }

    private static Optional<String> shape(List<String> answers) {
        String first = shape(answers.getFirst());
        if (first.length() > MAX_SHAPE
                || !answers.stream().allMatch(one -> shape(one).equals(first)))
            return Optional.empty();
        if (first.equals("a")) return Optional.of("one word of letters" + letterCase(answers));
        // Words alone are language: any sentence of that length has this shape.
        if (first.matches("a( a)+")) return Optional.empty();
        return Optional.of(
                "`%s`, where 9 stands for digits and a for letters%s"
                        .formatted(first, letterCase(answers)));
    }

    /** Returns an answer with each run of digits as 9, and each run of letters as a. */
    static String shape(String answer) {
        return answer.replaceAll("[\\p{L}\\p{M}]+", "a").replaceAll("\\p{Nd}+", "9");
    }

    private static String letterCase(List<String> answers) {
        String all = String.join("", answers);
        if (all.codePoints().noneMatch(Character::isLetter)) return "";
        if (isUpper(all)) return ", all capitals";
        return isLower(all) ? ", all lower case" : "";
    }

    private static boolean isUpper(String text) {
        return text.codePoints().filter(Character::isLetter).allMatch(Character::isUpperCase);
    }

    private static boolean isLower(String text) {
        return text.codePoints().filter(Character::isLetter).allMatch(Character::isLowerCase);
    }
}

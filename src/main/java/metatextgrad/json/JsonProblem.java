package metatextgrad.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is not JSON, in words for whoever wrote it; the parser's own speak of its options. */
final class JsonProblem {
    private static final Pattern TWICE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("Unrecognized token '([^']*)'");
    private static final Pattern LETTER = Pattern.compile("Unexpected character \\('(.)'");

    private JsonProblem() {}

    /** One line without a full stop. */
    static String of(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        if (message.startsWith("Trailing token")) return "something follows its end";
        if (e instanceof JsonEOFException || message.contains("end-of-input"))
            return "it ends in the middle";
        Matcher twice = TWICE.matcher(message);
        if (twice.find()) return "the field `" + line(twice.group(1)) + "` comes twice";
        Matcher word = WORD.matcher(message);
        if (word.find())
            return "`" + word.group(1) + "` is no value (a text stands in double quotes)";
        Matcher letter = LETTER.matcher(message);
        if (letter.find()) return "`" + letter.group(1) + "` is out of place" + at(e);
        return message.startsWith("Illegal unquoted character")
                ? "a line break or control character stands in a text" + at(e)
                : "it cannot be read" + at(e);
    }

    private static String at(JsonProcessingException e) {
        if (e.getLocation() == null) return "";
        return " at column " + e.getLocation().getColumnNr();
    }

    private static String line(String text) {
        return text.replaceAll("\\R", " ");
    }
}

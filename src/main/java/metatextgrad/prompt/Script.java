package metatextgrad.prompt;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the script of a text. It distinguishes Russian from English, but not German from English.
 */
public final class Script {
    private Script() {}

    /**
     * Returns the script of most letters of the text, such as {@code Latin}; empty for a text
     * without letters. Chinese and Japanese count as one, because they share most of their
     * characters.
     */
    public static Optional<String> of(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(sign -> letters.merge(script(sign), 1, Integer::sum));
        return letters.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(max -> name(max.getKey()));
    }

    private static UnicodeScript script(int sign) {
        UnicodeScript script = UnicodeScript.of(sign);
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA
                ? UnicodeScript.HAN
                : script;
    }

    private static String name(UnicodeScript script) {
        String name = script.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}

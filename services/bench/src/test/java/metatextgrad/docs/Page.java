package metatextgrad.docs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page with numbered sections: what a citation of it may name. */
record Page(Map<String, String> sections, Set<String> anchors) {
    private static final Pattern HEADING =
            Pattern.compile("(?m)^#+ +((?<number>\\d+(?:\\.\\d+)*)\\.? )?(?<title>.*)$");

    static Page read(Path file) {
        String text = Sources.text(file);
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher heading = HEADING.matcher(text);
        while (heading.find()) {
            String number = heading.group("number");
            if (number != null) sections.put(number, rest(text, heading.end(), number));
        }
        return new Page(
                sections,
                HEADING.matcher(text).results().map(Page::anchor).collect(Collectors.toSet()));
    }

    /** A section, or a numbered item of one: {@code 3.1} and {@code 3.1.7}. */
    boolean has(String section) {
        int dot = section.lastIndexOf('.');
        return sections.containsKey(section)
                || dot > 0 && has(section.substring(0, dot), section.substring(dot + 1));
    }

    /** A row of a table or an item of a list, by its number. */
    boolean has(String section, String item) {
        String text = sections.get(section);
        return text != null
                && Pattern.compile("(?m)^(?:" + item + "\\. |\\| " + item + " \\|)")
                        .matcher(text)
                        .find();
    }

    /** Up to the next section that is not part of this one. */
    private static String rest(String text, int from, String number) {
        Matcher next = HEADING.matcher(text);
        int start = from;
        while (next.find(start)) {
            String other = next.group("number");
            if (other == null || !other.startsWith(number + "."))
                return text.substring(from, next.start());
            start = next.end();
        }
        return text.substring(from);
    }

    /** The anchor that GitHub makes from a heading. */
    private static String anchor(MatchResult heading) {
        return heading.group()
                .replaceFirst("^#+ +", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}

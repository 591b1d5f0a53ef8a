package metatextgrad.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of {@code docs/banned-words.txt}, as whole words; the file states the rules. */
record BannedWords(List<Word> words, List<Word> names) {
    private static final String NAME = "name:";

    record Word(String word, String instead, Pattern pattern) {
        /** Most texts do not contain most words, and to look for a string is fast. */
        boolean mayBeIn(String lower) {
            return lower.contains(word.split(" ")[0].toLowerCase(Locale.ROOT));
        }
    }

    static BannedWords read(Path file) {
        List<Word> words = new ArrayList<>();
        List<Word> names = new ArrayList<>();
        for (String line : Sources.text(file).lines().map(String::strip).toList()) {
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith(NAME)) names.add(word(line.substring(NAME.length())));
            else words.add(word(line));
        }
        return new BannedWords(words, names);
    }

    /** A line for each finding: file, line, word, and what to write instead. */
    List<String> in(Path file) {
        return find(file, Prose.of(file, Sources.text(file)));
    }

    List<String> find(Path file, String prose) {
        List<String> found = new ArrayList<>();
        String name = file.getFileName().toString().replaceFirst("\\.\\w+$", "");
        String parts = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replaceAll("[-_]", " ");
        find(names, parts, file, found);
        find(words, parts, file, found);
        find(words, prose, file, found);
        return found;
    }

    private static void find(List<Word> words, String prose, Path file, List<String> found) {
        String lower = prose.toLowerCase(Locale.ROOT);
        for (Word word : words)
            if (word.mayBeIn(lower))
                word.pattern
                        .matcher(prose)
                        .results()
                        .map(
                                one ->
                                        "%s:%d: %s = %s"
                                                .formatted(
                                                        Sources.name(file),
                                                        line(prose, one.start()),
                                                        word.word,
                                                        word.instead))
                        .forEach(found::add);
    }

    static long line(String text, int place) {
        return text.substring(0, place).chars().filter(sign -> sign == '\n').count() + 1;
    }

    /** A hyphen joins words; a capital letter counts if the list has one. */
    private static Word word(String line) {
        String[] parts = line.strip().split("\\s*=\\s*", 2);
        boolean isCapital = Character.isUpperCase(parts[0].charAt(0));
        String body = Pattern.quote(parts[0]).replace(" ", "\\E\\s+\\Q");
        Pattern pattern =
                Pattern.compile(
                        "(?<![\\w-])" + body + "(?!\\w|-\\w)",
                        isCapital ? 0 : Pattern.CASE_INSENSITIVE);
        return new Word(parts[0], parts.length > 1 ? parts[1] : "", pattern);
    }
}

package metatextgrad.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reports problems of the model server's API key, without any part of the key. */
final class KeySetting {
    /** The key is sent in an HTTP header. */
    private static final Pattern SOUND = Pattern.compile("[ -~]+");

    private static final String ODD =
            "contains a line break or a character outside ASCII: copy only the key";

    private KeySetting() {}

    /** Returns the problem of the key in this variable. */
    static List<String> problems(String variable, @Nullable String key) {
        return key == null || SOUND.matcher(key).matches()
                ? List.of()
                : List.of(variable + " " + ODD);
    }

    static List<String> problems(@Nullable String key, @Nullable Path file) {
        List<String> problems = new ArrayList<>();
        if (key != null && file != null)
            problems.add("both OPENAI_API_KEY and OPENAI_API_KEY_FILE are set; keep one");
        problems.addAll(problems(Setting.OPENAI_API_KEY.name(), key));
        String wrong = file == null ? null : problem(file);
        if (wrong != null)
            problems.add(
                    "%s is '%s', which %s".formatted(Setting.OPENAI_API_KEY_FILE, file, wrong));
        return problems;
    }

    /** Returns the problem; null if there is none. */
    private static @Nullable String problem(Path file) {
        // A pipe would be empty when it is read again.
        if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file))
            return "is not a regular file: specify a file that contains only the key";
        try {
            String key = TextFile.read(file).strip();
            if (key.isEmpty()) return "is empty: write the key into it";
            return SOUND.matcher(key).matches() ? null : ODD;
        } catch (TextFile.Unusable e) {
            return e.getMessage();
        }
    }
}

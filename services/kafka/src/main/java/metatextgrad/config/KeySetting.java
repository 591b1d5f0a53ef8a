package metatextgrad.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reports problems of a secret, without any part of it.
 *
 * @param key the setting that has it
 * @param file the setting that names a file with it
 */
record KeySetting(Setting key, Setting file) {
    static final KeySetting MODEL_KEY =
            new KeySetting(Setting.OPENAI_API_KEY, Setting.OPENAI_API_KEY_FILE);

    static final KeySetting CLIENT_SECRET =
            new KeySetting(
                    Setting.MTG_CONSOLE_CLIENT_SECRET, Setting.MTG_CONSOLE_CLIENT_SECRET_FILE);

    /** The key is sent in an HTTP header. */
    private static final Pattern SOUND = Pattern.compile("[ -~]+");

    private static final String ODD =
            "contains a line break or a character outside ASCII: copy only the key";

    /** Returns the problem of the key in this variable. */
    static List<String> problems(String variable, @Nullable String key) {
        return key == null || SOUND.matcher(key).matches()
                ? List.of()
                : List.of(variable + " " + ODD);
    }

    List<String> problems(@Nullable String value, @Nullable Path in) {
        List<String> problems = new ArrayList<>();
        if (value != null && in != null)
            problems.add("both %s and %s are set; keep one".formatted(key, file));
        problems.addAll(problems(key.name(), value));
        String wrong = in == null ? null : problem(in);
        if (wrong != null) problems.add("%s is '%s', which %s".formatted(file, in, wrong));
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

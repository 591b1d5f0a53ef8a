package metatextgrad.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metatextgrad.json.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a properties file: those that always apply, and those of one context, which begin
 * with {@code %NAME.}.
 *
 * @param contexts lines by context, without the prefix
 */
record FileLines(
        Path file, Map<String, String> general, Map<String, Map<String, String>> contexts) {
    private static final Pattern OF_CONTEXT = Pattern.compile("%([A-Za-z0-9_-]+)\\.(.+)");

    static FileLines of(Path file, Map<String, String> lines, List<String> problems) {
        Map<String, String> general = new TreeMap<>();
        Map<String, Map<String, String>> contexts = new TreeMap<>();
        lines.forEach(
                (key, value) -> {
                    Matcher context = OF_CONTEXT.matcher(key);
                    if (context.matches())
                        contexts.computeIfAbsent(context.group(1), name -> new TreeMap<>())
                                .put(context.group(2), value);
                    else if (key.startsWith("%"))
                        problems.add(
                                "%s in %s names no context: write %%NAME.KEY, with letters, digits, - and _ in NAME"
                                        .formatted(key, file));
                    else general.put(key, value);
                });
        return new FileLines(file, general, contexts);
    }

    /** Returns the lines of this context; none without a context. */
    Map<String, String> of(@Nullable String context, List<String> problems) {
        if (context == null) return Map.of();
        Map<String, String> found = contexts.get(context);
        if (found != null) return found;
        problems.add(
                "no context %s: no line of %s begins with %%%s.; %s%s"
                        .formatted(
                                context,
                                file,
                                context,
                                contexts.isEmpty()
                                        ? "there is no context"
                                        : "known: " + String.join(", ", contexts.keySet()),
                                Suggestions.orDidYouMean(context, contexts.keySet())));
        return Map.of();
    }

    /**
     * Returns a line for each key that is no setting. Only lines in use count: a wrong one of
     * another context must not stop work on this one.
     */
    List<String> unknownKeys(@Nullable String context) {
        List<String> problems = new ArrayList<>(SettingNames.unknownKeys(file, "", general));
        if (context != null) {
            Map<String, String> lines = contexts.getOrDefault(context, Map.of());
            problems.addAll(SettingNames.unknownKeys(file, "%" + context + ".", lines));
        }
        return problems;
    }
}

package metatextgrad.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import metatextgrad.json.Suggestions;

/** Finds unknown settings, so that a misspelt setting is reported instead of ignored. */
final class SettingNames {
    /** Settings that the launcher and the simulator read. */
    private static final List<String> OTHERS =
            List.of("MTG_NO_BUILD", "MTG_PLUGINS", "MTG_SIMULATOR_");

    /** A setting of the client library. At level debug it hides keys, but logs texts. */
    private static final String LIBRARY_LOG = "OPENAI_LOG";

    private static final String SHARED = "OPENAI_";
    private static final int SLIP = 2;

    private SettingNames() {}

    /** Returns a line for each unknown name in the environment. */
    static List<String> problems(Map<String, String> environment) {
        List<String> problems = new ArrayList<>();
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith("MTG_") && !known(name))
                problems.add("unknown setting " + name + meant(name, names()));
        }
        if (environment.getOrDefault(LIBRARY_LOG, "").strip().equalsIgnoreCase("debug"))
            problems.add(LIBRARY_LOG + " is debug, which logs prompts and answers: unset it");
        return problems;
    }

    /**
     * Returns a line for each key of a file that is no setting.
     *
     * @param prefix what precedes the keys in the file, such as {@code %prod.}
     */
    static List<String> unknownKeys(Path file, String prefix, Map<String, String> lines) {
        List<String> problems = new ArrayList<>();
        List<String> known = keys().stream().map(key -> prefix + key).toList();
        for (String key : new TreeSet<>(lines.keySet())) {
            Optional<Setting> setting =
                    Arrays.stream(Setting.values()).filter(s -> s.key().equals(key)).findFirst();
            if (setting.isPresent() && setting.get().onlyInEnvironment()) {
                problems.add(
                        prefix
                                + key
                                + " cannot be in a file: logging starts before it is read; set "
                                + setting.get()
                                + " in the environment");
            } else if (setting.isEmpty() && !key.startsWith(KafkaProperties.KEY)) {
                problems.add(
                        "unknown key %s in %s%s"
                                .formatted(prefix + key, file, meant(prefix + key, known)));
            }
        }
        return problems;
    }

    /**
     * Returns a warning for each likely misspelt name. Other tools use OPENAI_ names too, so a name
     * is reported only if the similar setting is missing.
     */
    static List<String> warnings(Map<String, String> environment, Map<String, String> inFile) {
        List<String> warnings = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            String ours = setting.name();
            boolean set =
                    !environment.getOrDefault(ours, "").isBlank()
                            || inFile.containsKey(setting.key());
            if (set || !ours.startsWith(SHARED)) continue;
            new TreeSet<>(environment.keySet())
                    .stream()
                            .filter(name -> name.startsWith(SHARED) && !names().contains(name))
                            .filter(name -> Suggestions.distance(name, ours) <= SLIP)
                            .map(
                                    name ->
                                            name
                                                    + " is not a setting of mtg; did you mean "
                                                    + ours
                                                    + "?")
                            .forEach(warnings::add);
        }
        return warnings;
    }

    private static boolean known(String name) {
        return names().contains(name) || OTHERS.stream().anyMatch(name::startsWith);
    }

    private static String meant(String name, List<String> candidates) {
        return Suggestions.closest(name, candidates)
                .map("; did you mean %s?"::formatted)
                .orElse("");
    }

    private static List<String> names() {
        return Arrays.stream(Setting.values()).map(Setting::name).toList();
    }

    private static List<String> keys() {
        return Arrays.stream(Setting.values()).map(Setting::key).toList();
    }
}

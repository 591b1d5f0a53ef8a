package metatextgrad.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings. For each setting, the first of these sources with a value wins:
 *
 * <ol>
 *   <li>a flag of the command,
 *   <li>the lines of the chosen context in a properties file,
 *   <li>the environment, by the setting's name,
 *   <li>a properties file, by its key,
 *   <li>its default.
 * </ol>
 *
 * A blank value counts as absent. Properties of Kafka's clients are passed on: {@code
 * KAFKA_SECURITY_PROTOCOL}, or {@code kafka.security.protocol} in a file. Unknown names and invalid
 * values are errors. All errors are reported together.
 *
 * @param configured settings that a source other than the default has a value for
 * @param warnings names that may be misspelt, a line each
 */
public record SettingsReader(
        Settings settings,
        ModelEndpoint model,
        GatewaySettings gateway,
        Set<Setting> configured,
        List<String> warnings) {
    /** The default properties file, in the working folder. */
    public static final Path FILE = Path.of("mtg.properties");

    public SettingsReader {
        configured = Set.copyOf(configured);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads all settings.
     *
     * @param flags values that the command line sets
     * @param file null reads {@link #FILE} if it exists
     * @throws InvalidSettings with all errors
     */
    public static SettingsReader read(
            Map<Setting, String> flags, Map<String, String> environment, @Nullable Path file) {
        return read(flags, environment, file, null);
    }

    /**
     * As {@link #read(Map, Map, Path)}, with the lines of a context. They win over the environment:
     * a user who names a cluster must not reach the one of a forgotten variable.
     *
     * @param context its name; null for none
     * @throws InvalidSettings also if the file has no such context
     */
    public static SettingsReader read(
            Map<Setting, String> flags,
            Map<String, String> environment,
            @Nullable Path file,
            @Nullable String context) {
        List<String> problems = new ArrayList<>();
        Path source = file == null ? FILE : file;
        FileLines lines = FileLines.of(source, fromFile(source, file != null, problems), problems);
        Map<String, String> inFile = lines.general();
        Map<String, String> chosen = lines.of(context, problems);
        problems.addAll(SettingNames.problems(environment));
        problems.addAll(lines.unknownKeys(context));
        KafkaProperties kafka = KafkaProperties.of(chosen, environment, inFile);
        problems.addAll(kafka.problems());
        List<SettingValues.Source> configuring =
                List.of(
                        SettingValues.Source.of("flag", flags::get),
                        SettingValues.Source.of("context " + context, s -> chosen.get(s.key())),
                        SettingValues.Source.of("environment", s -> environment.get(s.name())),
                        SettingValues.Source.of("file", s -> inFile.get(s.key())));
        List<SettingValues.Source> sources = new ArrayList<>(configuring);
        sources.add(SettingValues.Source.of("default", Setting::standard));
        SettingValues values = new SettingValues(sources, problems);
        Settings settings = values.settings(kafka.properties());
        ModelEndpoint model = values.model(environment);
        GatewaySettings gateway = values.gateway();
        if (!problems.isEmpty()) throw new InvalidSettings(problems);
        return new SettingsReader(
                settings,
                model,
                gateway,
                SettingValues.configured(configuring),
                SettingNames.warnings(environment, inFile));
    }

    /**
     * Returns why a flag cannot set a value, in a line that names the flag; empty if it can.
     *
     * @param flag the flag as it is typed, such as {@code --registry}
     */
    public static Optional<String> problem(String flag, Setting setting, String value) {
        List<String> problems = new ArrayList<>();
        var source = new SettingValues.Source(s -> flag, s -> s == setting ? value : null);
        new SettingValues(List.of(source), problems).settings(Map.of());
        return problems.stream().findFirst();
    }

    private static Map<String, String> fromFile(
            Path file, boolean required, List<String> problems) {
        Map<String, String> found = new TreeMap<>();
        if (!required && !Files.exists(file)) return found;
        Properties properties =
                new Once(
                        key ->
                                problems.add(
                                        "duplicate key %s in %s: keep one".formatted(key, file)));
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            problems.add("cannot read " + file + ": " + reason(e));
        }
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key).strip();
            if (!value.isEmpty()) found.put(key, value);
        }
        return found;
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException locked -> "grant read permission to the current user";
            case CharacterCodingException binary -> "it is not UTF-8 text";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** Reports each repeated key; without this the last one would win silently. */
    private static final class Once extends Properties {
        private final transient Consumer<Object> twice;

        Once(Consumer<Object> twice) {
            this.twice = twice;
        }

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            if (containsKey(key)) twice.accept(key);
            return super.put(key, value);
        }
    }
}

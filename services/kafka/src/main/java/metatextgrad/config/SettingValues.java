package metatextgrad.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.PricesFile;
import metatextgrad.model.WebAddress;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.Prices;
import org.jspecify.annotations.Nullable;

/** Parses text into values. A wrong value becomes a problem, and reading continues. */
final class SettingValues {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MAX_IN_FLIGHT = 100_000;
    private static final int MAX_PER_MINUTE = 1_000_000_000;
    private static final String TIME = "a time, such as 90s, 30m, 12h, 30d or PT30M";
    private static final Set<String> ADDRESSES = Set.of(WebAddress.RULE, ServerList.RULE);
    private static final Pattern USER = Pattern.compile("^(\\w+://)?.*@");
    private static final Pattern AFTER_BLANK = Pattern.compile("(?<=[^\\s,])\\s+[^\\s,]+");
    private static final Pattern QUERY = Pattern.compile("[?#].+");

    private static final String NAME = "letters, digits, dots, dashes and underscores";

    /** Names of topics have 249 at most, and those of our stores begin with it too. */
    private static final int LONGEST_PREFIX = 200;

    private final List<Source> sources;
    private final List<String> problems;

    /** A source of values, with the name that error messages show for a setting of it. */
    record Source(Function<Setting, String> names, Function<Setting, @Nullable String> texts) {
        static Source of(String name, Function<Setting, @Nullable String> texts) {
            return new Source(setting -> setting + " (" + name + ")", texts);
        }
    }

    private record Found(String text, String name) {}

    /** Reads from the first source that has a value. */
    SettingValues(List<Source> sources, List<String> problems) {
        this.sources = sources;
        this.problems = problems;
    }

    /** Returns the settings for which one of the sources has a value. */
    static Set<Setting> configured(List<Source> sources) {
        SettingValues values = new SettingValues(sources, List.of());
        return Arrays.stream(Setting.values())
                .filter(setting -> values.found(setting) != null)
                .collect(Collectors.toSet());
    }

    Settings settings(Map<String, String> kafka) {
        return new Settings(
                value(
                        Setting.KAFKA_BOOTSTRAP_SERVERS,
                        "host:port, separated by commas",
                        SettingValues::servers),
                value(Setting.APICURIO_REGISTRY_URL, WebAddress.RULE, WebAddress::parse).toString(),
                value(
                        Setting.MTG_PREFIX,
                        "at most %d characters: %s; not only dots".formatted(LONGEST_PREFIX, NAME),
                        SettingValues::prefix),
                valueIfSet(Setting.MTG_INSTANCE, NAME, SettingValues::name),
                value(Setting.MTG_DATA, "a folder", Path::of),
                number(Setting.MTG_OPS_PORT, 0, HIGHEST_PORT),
                valueIfSet(Setting.MTG_OPS_HOST, IpAddress.RULE, IpAddress::parse),
                number(Setting.MTG_PARTITIONS, 1, 10_000),
                value(Setting.MTG_REPLICATION, "-1, or 1 or more", SettingValues::replicas),
                value(Setting.MTG_RETENTION, TIME, TimeText::read),
                value(Setting.MTG_DEADLINE, TIME, TimeText::read),
                kafka,
                registry());
    }

    private Map<String, String> registry() {
        URI tokenUrl =
                valueIfSet(Setting.MTG_REGISTRY_TOKEN_URL, WebAddress.RULE, WebAddress::parse);
        return new RegistrySettings(
                        text(Setting.MTG_REGISTRY_USER),
                        text(Setting.MTG_REGISTRY_PASSWORD),
                        tokenUrl == null ? null : tokenUrl.toString(),
                        text(Setting.MTG_REGISTRY_CLIENT_ID),
                        text(Setting.MTG_REGISTRY_CLIENT_SECRET),
                        text(Setting.MTG_REGISTRY_SCOPE),
                        valueIfSet(Setting.MTG_REGISTRY_TRUSTSTORE, "a file", Path::of),
                        text(Setting.MTG_REGISTRY_TRUSTSTORE_PASSWORD))
                .properties(problems);
    }

    private @Nullable String text(Setting setting) {
        return valueIfSet(setting, "a text", text -> text);
    }

    GatewaySettings gateway() {
        String secret = text(Setting.MTG_CONSOLE_CLIENT_SECRET);
        Path secretFile = valueIfSet(Setting.MTG_CONSOLE_CLIENT_SECRET_FILE, "a file", Path::of);
        problems.addAll(KeySetting.CLIENT_SECRET.problems(secret, secretFile));
        return new GatewaySettings(
                number(Setting.MTG_GATEWAY_PORT, 0, HIGHEST_PORT),
                valueIfSet(Setting.MTG_GATEWAY_FILE, "a file", Path::of),
                secret,
                secretFile);
    }

    ModelEndpoint model(Map<String, String> environment) {
        URI baseUrl = value(Setting.OPENAI_BASE_URL, WebAddress.RULE, WebAddress::parse);
        int maxInFlight = number(Setting.MTG_MAX_IN_FLIGHT, 1, MAX_IN_FLIGHT);
        Integer perProject = numberIfSet(Setting.MTG_MAX_IN_FLIGHT_PER_PROJECT, MAX_IN_FLIGHT);
        Duration drain =
                value(
                        Setting.MTG_DRAIN,
                        "a time of at most a day, such as 30s or 10m",
                        SettingValues::drain);
        Integer requests = numberIfSet(Setting.MTG_REQUESTS_PER_MINUTE, MAX_PER_MINUTE);
        Integer tokens = numberIfSet(Setting.MTG_TOKENS_PER_MINUTE, MAX_PER_MINUTE);
        String key = valueIfSet(Setting.OPENAI_API_KEY, "a key", text -> text);
        Path file = valueIfSet(Setting.OPENAI_API_KEY_FILE, "a file", Path::of);
        problems.addAll(KeySetting.MODEL_KEY.problems(key, file));
        List<ModelServer> servers =
                valueIfSet(Setting.MTG_MODEL_SERVERS, ServerList.RULE, ServerList::parse);
        return new ModelEndpoint(
                baseUrl,
                key,
                file,
                servers == null ? List.of() : ServerList.withKeys(servers, environment, problems),
                maxInFlight,
                perProject == null ? maxInFlight : perProject,
                drain,
                requests,
                tokens,
                prices(),
                false);
    }

    private Prices prices() {
        Path file = valueIfSet(Setting.MTG_PRICES, "a file", Path::of);
        if (file == null) return PricesFile.standard();
        try {
            return PricesFile.read(TextFile.read(file));
        } catch (InvalidFile e) {
            e.problems().forEach(problem -> problems.add(quoted(file) + ": " + problem));
        } catch (TextFile.Unusable e) {
            problems.add(quoted(file) + ", which " + e.getMessage());
        }
        return PricesFile.standard();
    }

    private static String quoted(Path file) {
        return Setting.MTG_PRICES + " is '" + file + "'";
    }

    private int number(Setting setting, int least, int max) {
        return value(setting, range(least, max), text -> number(text, least, max));
    }

    private @Nullable Integer numberIfSet(Setting setting, int max) {
        return valueIfSet(setting, range(1, max), text -> number(text, 1, max));
    }

    private static String range(int least, int max) {
        return "a number from " + least + " to " + max;
    }

    private static int number(String text, int least, int max) {
        int number = Integer.parseInt(text);
        if (number < least || number > max) throw new IllegalArgumentException();
        return number;
    }

    private static Duration drain(String text) {
        Duration drain = TimeText.read(text);
        if (drain.compareTo(Duration.ofDays(1)) > 0) throw new IllegalArgumentException();
        return drain;
    }

    private static Short replicas(String text) {
        short number = Short.parseShort(text);
        if (number == 0 || number < -1) throw new IllegalArgumentException();
        return number;
    }

    /** Returns an address that is safe to show: without user, password, query and pasted key. */
    private static String hidden(String address) {
        String withoutUser = USER.matcher(address).replaceFirst("$1***@");
        String bare = QUERY.matcher(withoutUser).replaceFirst("?***");
        return AFTER_BLANK.matcher(bare).replaceAll(" ***");
    }

    private static String prefix(String text) {
        // Kafka has no topics named . and ..
        if (text.length() > LONGEST_PREFIX || text.matches("\\.+"))
            throw new IllegalArgumentException();
        return name(text);
    }

    private static String servers(String text) {
        for (String server : text.split(",", -1)) {
            if (!server.strip().matches("(\\S+://)?[^\\s/]+:\\d{1,5}"))
                throw new IllegalArgumentException();
        }
        return text;
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9._-]+")) throw new IllegalArgumentException();
        return text;
    }

    /** Returns the value; the default if it is not set, or wrong. */
    private <T> T value(Setting setting, String wanted, Function<String, T> read) {
        T value = valueIfSet(setting, wanted, read);
        return value == null ? read.apply(setting.standard()) : value;
    }

    /** Returns null if it is not set, or wrong. */
    private <T> @Nullable T valueIfSet(Setting setting, String wanted, Function<String, T> read) {
        Found found = found(setting);
        if (found == null) return null;
        try {
            return read.apply(found.text);
        } catch (RuntimeException e) {
            problems.add(
                    "%s is '%s'; it must be %s"
                            .formatted(
                                    found.name,
                                    ADDRESSES.contains(wanted) ? hidden(found.text) : found.text,
                                    wanted));
            return null;
        }
    }

    private @Nullable Found found(Setting setting) {
        for (Source source : sources) {
            String text = source.texts.apply(setting);
            if (text != null && !text.isBlank())
                return new Found(text.strip(), source.names.apply(setting));
        }
        return null;
    }
}

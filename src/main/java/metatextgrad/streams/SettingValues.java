package metatextgrad.streams;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import metatextgrad.json.InvalidFile;
import metatextgrad.json.PricesFile;
import metatextgrad.model.Prices;
import org.jspecify.annotations.Nullable;

/** Turns text into values; what cannot be becomes a problem, and the reading goes on. */
final class SettingValues {
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_PER_MINUTE = 1_000_000_000;
    private static final String ADDRESS =
            "an http(s) address without user, ? and #, with a port up to 65535";
    private static final Pattern USER = Pattern.compile("^(\\w+://)?.*@");
    private static final Pattern QUERY = Pattern.compile("[?#].+");

    private static final String NAME = "letters, digits, dots, dashes and underscores";

    /** Names of topics have 249 at most, and those of our stores begin with it too. */
    private static final int LONGEST_PREFIX = 200;

    private final SmallRyeConfig config;
    private final List<String> problems;

    SettingValues(SmallRyeConfig config, List<String> problems) {
        this.config = config;
        this.problems = problems;
    }

    /** Null if something is wrong. */
    @Nullable Settings settings(Map<String, String> kafka) {
        String servers =
                value(
                        Setting.KAFKA_BOOTSTRAP_SERVERS,
                        "host:port, with commas between",
                        SettingValues::servers);
        URI registry = value(Setting.APICURIO_REGISTRY_URL, ADDRESS, SettingValues::url);
        String prefix =
                value(
                        Setting.MTG_PREFIX,
                        "at most %d %s, not dots alone".formatted(LONGEST_PREFIX, NAME),
                        SettingValues::prefix);
        String instance = value(Setting.MTG_INSTANCE, NAME, SettingValues::name);
        Path data = value(Setting.MTG_DATA, "a folder", Path::of);
        Integer port = number(Setting.MTG_OPS_PORT, 0, HIGHEST_PORT);
        Integer partitions = number(Setting.MTG_PARTITIONS, 1, 10_000);
        Short replication =
                value(Setting.MTG_REPLICATION, "-1, or 1 or more", SettingValues::replicas);
        Duration retention = time(Setting.MTG_RETENTION);
        Duration deadline = time(Setting.MTG_DEADLINE);
        if (servers == null
                || registry == null
                || prefix == null
                || data == null
                || port == null
                || partitions == null
                || replication == null
                || retention == null
                || deadline == null) return null;
        return new Settings(
                servers,
                registry.toString(),
                prefix,
                instance,
                data,
                port,
                partitions,
                replication,
                retention,
                deadline,
                kafka);
    }

    /** Null if something is wrong. */
    @Nullable ModelEndpoint model() {
        URI baseUrl = value(Setting.OPENAI_BASE_URL, ADDRESS, SettingValues::url);
        Integer maxInFlight = number(Setting.MTG_MAX_IN_FLIGHT, 1, 100_000);
        Integer perProject = number(Setting.MTG_MAX_IN_FLIGHT_PER_PROJECT, 1, 100_000);
        Duration drain =
                value(
                        Setting.MTG_DRAIN,
                        "a time of at most a day, such as 30s or 10m",
                        SettingValues::drain);
        Integer requests = number(Setting.MTG_REQUESTS_PER_MINUTE, 1, MOST_PER_MINUTE);
        Integer tokens = number(Setting.MTG_TOKENS_PER_MINUTE, 1, MOST_PER_MINUTE);
        String key = text(Setting.OPENAI_API_KEY);
        Path file = value(Setting.OPENAI_API_KEY_FILE, "a file", Path::of);
        problems.addAll(KeySetting.problems(key, file));
        Prices prices = prices();
        if (baseUrl == null || maxInFlight == null || drain == null || prices == null) return null;
        return new ModelEndpoint(
                baseUrl,
                key,
                file,
                maxInFlight,
                perProject == null ? maxInFlight : perProject,
                drain,
                requests,
                tokens,
                prices);
    }

    private @Nullable Prices prices() {
        Path file = value(Setting.MTG_PRICES, "a file", Path::of);
        if (file == null) return PricesFile.standard();
        try {
            return PricesFile.read(TextFile.read(file));
        } catch (InvalidFile e) {
            e.problems().forEach(problem -> problems.add(said(file) + ": " + problem));
        } catch (TextFile.Unusable e) {
            problems.add(said(file) + ", which " + e.getMessage());
        }
        return null;
    }

    private static String said(Path file) {
        return Setting.MTG_PRICES + " is '" + file + "'";
    }

    private @Nullable Integer number(Setting setting, int least, int most) {
        return value(
                setting,
                "a number from " + least + " to " + most,
                text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) throw new IllegalArgumentException();
                    return number;
                });
    }

    private @Nullable Duration time(Setting setting) {
        return value(setting, "a time, such as 90s, 30m, 12h, 30d or PT30M", TimeText::read);
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

    private static URI url(String text) {
        URI url = URI.create(text);
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        boolean bare =
                url.getUserInfo() == null && url.getQuery() == null && url.getFragment() == null;
        if (!web || !bare || url.getHost() == null || url.getPort() > HIGHEST_PORT)
            throw new IllegalArgumentException();
        return url;
    }

    /** An address as it may be shown: who asks, and with which key, stands in front and behind. */
    private static String hidden(String address) {
        String anybody = USER.matcher(address).replaceFirst("$1***@");
        return QUERY.matcher(anybody).replaceFirst("?***");
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

    private <T> @Nullable T value(Setting setting, String wanted, Function<String, T> read) {
        ConfigValue found = config.getConfigValue(setting.key());
        String text = found.getValue();
        if (text == null) return null;
        try {
            return read.apply(text);
        } catch (RuntimeException e) {
            problems.add(
                    "%s (%s) is '%s'; it must be %s"
                            .formatted(
                                    setting,
                                    found.getConfigSourceName(),
                                    wanted.equals(ADDRESS) ? hidden(text) : text,
                                    wanted));
            return null;
        }
    }

    private @Nullable String text(Setting setting) {
        return config.getConfigValue(setting.key()).getValue();
    }
}

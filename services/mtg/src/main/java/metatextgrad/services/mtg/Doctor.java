package metatextgrad.services.mtg;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Prices;
import metatextgrad.services.worker.OpenAiModel;
import metatextgrad.streams.ModelEndpoint;
import metatextgrad.streams.Settings;
import metatextgrad.streams.SettingsReader;
import metatextgrad.streams.TopicSchemas;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at everything the services need, place by place; each problem comes with what to type. Used
 * by one thread.
 */
final class Doctor {
    /** Below this a broker, or a store, fails soon. */
    private static final long LEAST_BYTES = 1L << 30;

    /** Deadlines and retention bear this much. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(30);

    private static final int MOST_DAYS = 180;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String SET_CLOCK =
            "timedatectl set-ntp true, on the machine that is wrong";
    private static final String NAME_MODEL =
            "set OPENAI_BASE_URL to its address, such as https://api.openai.com/v1, and"
                    + " OPENAI_API_KEY to its key, or OPENAI_API_KEY_FILE to a file with it, if it"
                    + " wants one";

    private final Settings settings;
    private final ModelEndpoint endpoint;
    private final InstantSource clock;

    Doctor(SettingsReader configured, InstantSource clock) {
        settings = configured.settings();
        endpoint = configured.model();
        this.clock = clock;
    }

    /**
     * Looks everywhere.
     *
     * @param paid a model to ask one question; null for no paid call
     */
    List<Finding> look(@Nullable String paid) {
        List<Finding> findings = new ArrayList<>(kafka());
        findings.add(
                at(
                        "registry",
                        "mtg up --data FOLDER, or set APICURIO_REGISTRY_URL to the address of"
                                + " yours; most end in /apis/registry/v3",
                        this::registry));
        findings.add(at("clock", SET_CLOCK, this::skew));
        findings.add(model(paid));
        findings.add(prices());
        findings.add(disk());
        findings.add(port());
        return List.copyOf(findings);
    }

    private List<Finding> kafka() {
        try {
            Cluster.requireBroker(settings);
            try (Admin admin = Cluster.admin(settings)) {
                return new KafkaDoctor(settings, admin).look();
            }
        } catch (EnvironmentProblem | KafkaException e) {
            return List.of(
                    new Finding.Problem(
                            "broker",
                            oneLine(e),
                            "mtg up --data FOLDER, or set KAFKA_BOOTSTRAP_SERVERS to HOST:PORT of"
                                    + " one that runs, and what it wants of clients"
                                    + " (docs/settings.md)"));
        }
    }

    private static Finding at(String place, String fix, Supplier<Finding> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return new Finding.Problem(place, oneLine(e), fix);
        }
    }

    private Finding registry() {
        RegistryCheck.require(settings, PATIENCE);
        List<String> differences = TopicSchemas.differences(settings);
        return differences.isEmpty()
                ? new Finding.Well("registry", "has every schema, at " + settings.registryUrl())
                : new Finding.Problem(
                        "registry",
                        "%d schemas are not as they should be, first: %s"
                                .formatted(differences.size(), differences.getFirst()),
                        "mtg topics apply");
    }

    /** Against the registry's, which tells the time with each answer, to the second. */
    private Finding skew() {
        String url = requireNonNull(settings.registryUrl());
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
            var date =
                    client.send(request, HttpResponse.BodyHandlers.discarding())
                            .headers()
                            .firstValue("date");
            if (date.isEmpty())
                return new Finding.Unknown("clock", "the registry does not tell the time");
            ZonedDateTime there =
                    ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration skew = Duration.between(there.toInstant(), clock.instant());
            return skew.abs().compareTo(MOST_SKEW) <= 0
                    ? new Finding.Well("clock", "within seconds of the registry's")
                    : new Finding.Problem(
                            "clock",
                            "%d s off the registry's".formatted(skew.toSeconds()),
                            SET_CLOCK);
        } catch (IOException e) {
            return new Finding.Unknown("clock", "the registry does not answer");
        } catch (InterruptedException e) {
            throw Exit.interrupted(e);
        }
    }

    private Finding model(@Nullable String paid) {
        if (!Configured.namesModel()) return unnamed(paid);
        var problem = ModelProbe.problem(endpoint);
        if (problem.isPresent()) return new Finding.Problem("model", problem.get(), NAME_MODEL);
        if (paid == null)
            return new Finding.Well(
                    "model", "answers at " + endpoint.baseUrl() + "; --spend MODEL asks it");
        try (OpenAiModel model =
                new OpenAiModel(endpoint.baseUrl(), Configured.key(endpoint), 1, clock)) {
            ModelSpec spec = new ModelSpec(paid, 0, 100, (int) PATIENCE.toSeconds());
            return asked(paid, model.ask(spec, List.of(Message.user("Say yes.")), 1));
        }
    }

    /** The services may have one: they were started in another shell. */
    private static Finding unnamed(@Nullable String paid) {
        String none = "this shell names no model server";
        return paid == null
                ? new Finding.Unknown("model", none + ": " + NAME_MODEL)
                : new Finding.Problem("model", none, NAME_MODEL);
    }

    private static Finding asked(String paid, Reply reply) {
        return switch (reply) {
            case Reply.Answered answered ->
                    new Finding.Well(
                            "model",
                            "%s has answered one call, %d tokens in and %d out"
                                    .formatted(
                                            paid,
                                            answered.usage().inputTokens(),
                                            answered.usage().outputTokens()));
            case Reply.Unusable unusable -> noAnswer(paid, unusable.reason());
            case Reply.TryAgain again -> noAnswer(paid, again.reason());
            case Reply.RateLimited full -> noAnswer(paid, full.reason());
            case Reply.TimedOut late -> noAnswer(paid, late.reason());
            case Reply.Refused refused -> noAnswer(paid, refused.reason());
            case Reply.Unavailable gone -> noAnswer(paid, gone.reason());
            case Reply.NoSuchModel unknown -> noAnswer(paid, unknown.reason());
        };
    }

    private static Finding noAnswer(String paid, String reason) {
        return new Finding.Problem(
                "model",
                paid + " gives no answer: " + reason,
                "mtg doctor --spend MODEL, with a name that the server at OPENAI_BASE_URL has");
    }

    /** Prices change about that often. */
    private Finding prices() {
        Prices prices = endpoint.prices();
        String what = "%d models, as of %s".formatted(prices.models().size(), prices.asOf());
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean old = prices.asOf().plusDays(MOST_DAYS).isBefore(today);
        return old
                ? new Finding.Unknown(
                        "prices",
                        what
                                + ", more than %d days ago: name a table of your own in MTG_PRICES"
                                        .formatted(MOST_DAYS))
                : new Finding.Well("prices", what);
    }

    private Finding disk() {
        Path there = settings.dataFolder().toAbsolutePath();
        while (!Files.exists(there)) there = requireNonNull(there.getParent());
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            return free >= LEAST_BYTES
                    ? new Finding.Well("disk", "%d GiB free at %s".formatted(free >> 30, there))
                    : new Finding.Problem(
                            "disk",
                            "%d MiB free at %s".formatted(free >> 20, there),
                            "free some, or set MTG_DATA to a folder on another disk");
        } catch (IOException e) {
            return new Finding.Problem(
                    "disk", oneLine(e), "set MTG_DATA to a folder that is there");
        }
    }

    /** Whoever has it may be a service that runs here, as it should. */
    private Finding port() {
        try {
            Ports.requireFree(settings.opsPort(), Pages.NAME, Pages.PORT_OPTION);
            return new Finding.Well("port", settings.opsPort() + " is free for health and metrics");
        } catch (EnvironmentProblem e) {
            return new Finding.Unknown(
                    "port",
                    "%d is taken: by a service that runs here, or %s chooses another"
                            .formatted(settings.opsPort(), Pages.PORT_OPTION));
        }
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).replaceAll("\\R\\s*", "; ");
    }
}

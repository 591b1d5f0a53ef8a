package metatextgrad.cli.ops;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import metatextgrad.cli.budget.BudgetCatalog;
import metatextgrad.cli.cluster.CheckResult;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.Http;
import metatextgrad.cli.cluster.RegistryCheck;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.projects.TaskSetsView;
import metatextgrad.cli.services.OpsPages;
import metatextgrad.cli.text.Texts;
import metatextgrad.config.AllowedServer;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.config.Settings;
import metatextgrad.config.SettingsReader;
import metatextgrad.llm.Message;
import metatextgrad.llm.Reply;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.modelclient.OpenAiModel;
import metatextgrad.process.DiskSpace;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Ports;
import metatextgrad.topics.TopicSchemas;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Checks everything that services need; each problem comes with a fix to type. Used by one thread.
 */
final class Doctor {
    /** With less free space a broker or a store fails soon. */
    private static final long LEAST_BYTES = 1L << 30;

    /** Deadlines and retention tolerate this much. */
    private static final Duration MAX_SKEW = Duration.ofSeconds(30);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final String SET_CLOCK =
            "timedatectl set-ntp true, on the machine whose clock is wrong";
    private static final String SET_MODEL =
            "set OPENAI_BASE_URL to its address, such as https://api.openai.com/v1, and OPENAI_API_KEY or OPENAI_API_KEY_FILE if it needs a key";

    private static final String SET_SERVERS =
            "set MTG_MODEL_SERVERS to the addresses of further servers, each with the variable of its key if it needs one";

    private final Settings settings;
    private final ModelEndpoint endpoint;
    private final InstantSource clock;

    Doctor(SettingsReader configured, InstantSource clock) {
        settings = configured.settings();
        endpoint = configured.model();
        this.clock = clock;
    }

    /**
     * Runs all checks.
     *
     * @param billed a model for one billed call; null for none
     * @param findings accepts the result of each check when it ends
     */
    void look(@Nullable String billed, Consumer<CheckResult> findings) {
        kafka(findings);
        findings.accept(
                at(
                        "registry",
                        "run mtg up --data FOLDER, or set APICURIO_REGISTRY_URL to the address of your registry; most addresses end in /apis/registry/v3",
                        this::registry));
        records(findings);
        findings.accept(at("clock", SET_CLOCK, this::skew));
        findings.accept(model(billed));
        endpoint.servers().forEach(server -> findings.accept(server(server)));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        findings.accept(PricesCheck.of(endpoint.prices(), today));
        findings.accept(disk());
        findings.accept(port());
    }

    private void kafka(Consumer<CheckResult> findings) {
        try {
            Cluster.requireBroker(settings);
            try (Admin admin = Cluster.admin(settings)) {
                new KafkaDoctor(settings, admin).look(findings);
            }
        } catch (EnvironmentProblem | KafkaException e) {
            findings.accept(
                    CheckResult.problem(
                            "broker",
                            oneLine(e),
                            "run mtg up --data FOLDER, or set KAFKA_BOOTSTRAP_SERVERS to HOST:PORT of a running broker, and the client settings it needs (docs/settings.md)"));
        }
    }

    private static CheckResult at(String place, String fix, Supplier<CheckResult> look) {
        try {
            return look.get();
        } catch (RuntimeException e) {
            return CheckResult.problem(place, oneLine(e), fix);
        }
    }

    private CheckResult registry() {
        RegistryCheck.require(settings, TIMEOUT);
        List<String> differences = TopicSchemas.differences(settings);
        return differences.isEmpty()
                ? CheckResult.ok("registry", "has every schema, at %s", settings.registryUrl())
                : CheckResult.problem(
                        "registry",
                        "%d schemas differ from those the services need, first: %s"
                                .formatted(differences.size(), differences.getFirst()),
                        "mtg topics apply");
    }

    /** Checks what topics contain. The checks before report a missing cluster. */
    private void records(Consumer<CheckResult> findings) {
        try (Cluster cluster = Cluster.connect(settings)) {
            findings.accept(tasks(cluster));
            findings.accept(pause(BudgetCatalog.paused(cluster)));
            PricesCheck.missing(ProjectsCommand.projects(cluster), endpoint.prices())
                    .ifPresent(findings);
        } catch (EnvironmentProblem | KafkaException e) {
            findings.accept(CheckResult.unknown("tasks", "not read: " + oneLine(e)));
        }
    }

    /** Finds tasks of projects that are not defined. */
    private static CheckResult tasks(Cluster cluster) {
        List<String> unknown =
                TaskSetsView.read(cluster).unknownProjects().stream()
                        .map(TaskSetsView.UnknownRow::toString)
                        .toList();
        return unknown.isEmpty()
                ? CheckResult.ok("tasks", "all belong to defined projects")
                : CheckResult.problem(
                        "tasks",
                        String.join("; ", unknown),
                        "mtg projects apply -f FILE within a day of the task, or send the tasks with the right project");
    }

    /** Reports a pause. It is no problem, since a user has set it. */
    private static CheckResult pause(boolean paused) {
        return paused
                ? CheckResult.unknown(
                        "pause",
                        "model calls of all projects are paused; to continue: mtg resume --all")
                : CheckResult.ok("pause", "model calls are not paused");
    }

    /** Compares with the registry, whose replies have the time to the second. */
    private CheckResult skew() {
        String url = requireNonNull(settings.registryUrl());
        try {
            var date = Http.get(URI.create(url), TIMEOUT).header("date");
            if (date.isEmpty())
                return CheckResult.unknown("clock", "the registry does not send the time");
            ZonedDateTime there =
                    ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration skew = Duration.between(there.toInstant(), clock.instant());
            return skew.abs().compareTo(MAX_SKEW) <= 0
                    ? CheckResult.ok("clock", "within seconds of the registry's")
                    : CheckResult.problem(
                            "clock",
                            "%d s off the registry's".formatted(skew.toSeconds()),
                            SET_CLOCK);
        } catch (IOException e) {
            return CheckResult.unknown("clock", "the registry does not answer");
        }
    }

    private CheckResult model(@Nullable String billed) {
        if (!CliSettings.isConfigured(endpoint)) return notConfigured(billed);
        var problem = ModelProbe.problem(endpoint);
        if (problem.isPresent()) return CheckResult.problem("model", problem.get(), SET_MODEL);
        if (billed == null)
            return CheckResult.ok(
                    "model", "answers at %s; --spend MODEL makes one call", endpoint.baseUrl());
        try (OpenAiModel model =
                new OpenAiModel(endpoint.baseUrl(), CliSettings.key(endpoint), 1, clock)) {
            ModelSpec spec = new ModelSpec(billed, 0, 100, (int) TIMEOUT.toSeconds());
            return result(billed, model.ask(spec, List.of(Message.user("Say yes.")), 1));
        }
    }

    /** Checks a further server that projects may name. Its key may be set for workers alone. */
    static CheckResult server(AllowedServer server) {
        if (server.lacksKey())
            return CheckResult.unknown(
                    "server",
                    "%s: not asked, because %s is not set here"
                            .formatted(server.baseUrl(), server.server().keyVariable()));
        return ModelProbe.problem(server)
                .map(problem -> CheckResult.problem("server", problem, SET_SERVERS))
                .orElseGet(() -> CheckResult.ok("server", "answers at %s", server.baseUrl()));
    }

    /** Reports that this shell configures no model. Services may use another configuration. */
    private static CheckResult notConfigured(@Nullable String billed) {
        String none = ModelProbe.NOT_CONFIGURED;
        return billed == null
                ? CheckResult.unknown("model", none + ": " + SET_MODEL)
                : CheckResult.problem("model", none, SET_MODEL);
    }

    private static CheckResult result(String billed, Reply reply) {
        return switch (reply) {
            case Reply.Answered answered ->
                    CheckResult.ok(
                            "model",
                            "%s answered one call (%s input tokens, %s output tokens)",
                            billed,
                            Texts.count(
                                    answered.usage().inputTokens(), answered.usage().estimated()),
                            Texts.count(
                                    answered.usage().outputTokens(), answered.usage().estimated()));
            case Reply.Unusable unusable -> noAnswer(billed, unusable.failure().message());
            case Reply.NoAnswer failed -> noAnswer(billed, failed.reason());
        };
    }

    private static CheckResult noAnswer(String billed, String reason) {
        return CheckResult.problem(
                "model",
                billed + " did not answer: " + reason,
                "mtg doctor --spend MODEL, with a model of the server at OPENAI_BASE_URL");
    }

    private CheckResult disk() {
        DiskSpace disk = new DiskSpace(settings.dataFolder());
        if (!Files.exists(disk.folder()))
            return CheckResult.unknown(
                    "disk",
                    "the data folder %s does not exist: set MTG_DATA to the folder that a service uses"
                            .formatted(disk.folder()));
        long free = disk.freeBytes();
        return free >= LEAST_BYTES
                ? CheckResult.ok("disk", "%d GiB free at %s", free >> 30, disk.folder())
                : CheckResult.problem(
                        "disk",
                        "%d MiB free at %s".formatted(free >> 20, disk.folder()),
                        "free some space, or set MTG_DATA to a folder on another disk");
    }

    /** Checks the port. A port in use is no problem: a service that runs here may use it. */
    private CheckResult port() {
        try {
            Ports.requireFree(settings.opsPort(), OpsPages.NAME, OpsPages.PORT_OPTION);
            return CheckResult.ok("port", "%d is free for health and metrics", settings.opsPort());
        } catch (EnvironmentProblem e) {
            return CheckResult.unknown(
                    "port",
                    "%d is in use, perhaps by a service that runs here; set %s to use another port"
                            .formatted(settings.opsPort(), OpsPages.PORT_OPTION));
        }
    }

    private static String oneLine(Throwable e) {
        return String.valueOf(e.getMessage()).replaceAll("\\R\\s*", "; ");
    }
}

package metatextgrad.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.loop.LoopScenario;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Serial;
import metatextgrad.model.event.ModelState;
import metatextgrad.model.event.ModelState.Status;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.view.ModelReports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run whose model serves no call, or fewer than it could, in every command that shows it. */
final class ModelReportsTest {
    private static final Project PROJECT = LoopScenario.project();
    private static final RunRequested REQUEST =
            LoopScenario.request(PROJECT, LoopScenario.tasks(PROJECT));
    private static final String MODEL = PROJECT.loop().modelNames().getFirst();
    private static final Instant SINCE = Instant.parse("2026-11-27T16:20:05.123Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 no | UNUSABLE      | * | : correct the address (OPENAI_BASE_URL);",
                "302    | UNUSABLE      | * | : correct the address (OPENAI_BASE_URL);",
                "302    | UNKNOWN_MODEL |   | : correct the address (OPENAI_BASE_URL);",
                "401    | UNUSABLE      | * | : correct the key (OPENAI_API_KEY or OPENAI_API_KEY_FILE), ",
                "401 t  | UNKNOWN_MODEL |   | : correct the key (OPENAI_API_KEY or OPENAI_API_KEY_FILE), ",
                "403    | UNKNOWN_MODEL |   | : correct the key (OPENAI_API_KEY or OPENAI_API_KEY_FILE), ",
                "402    | UNUSABLE      | * | : raise the quota of the key, ",
                "TLS: x | UNUSABLE      | * | : correct the key, the quota or OPENAI_BASE_URL",
                "404    | UNKNOWN_MODEL |   | : correct the address (OPENAI_BASE_URL), or load this model",
                "400    | UNKNOWN_MODEL |   | : load this model on the server",
                "429 | REFUSING      |   | have its limit raised",
                "500 | FAILING       |   | : the server answers with errors: look at its log;",
                "connection refused | FAILING |   | start the model's server, or correct OPENAI_BASE_URL"
            })
    void defect6ShouldShowReasonTimeAndFixEverywhere(
            String reason, Status status, String model, String fix) {
        ModelState row = row(model == null ? MODEL : model, 0, status, reason, 0, 1);
        RunState run = applied(row);
        List<String> watched = watched(running(), row);

        String name = model == null ? "model " + MODEL : "every model";
        String start = name + ": " + reason + ", since 2026-11-27T16:20:05Z: ";
        assertThat(RunHead.line(run)).contains("  blocked  ", start, fix);
        assertThat(RunListView.of(List.of(run), List.of()).text().getLast())
                .contains("  blocked  ", start, fix);
        assertThat(watched.getLast()).startsWith("blocked: " + start).contains(fix);
    }

    @Test
    void defect6ShouldRepeatEachMinuteWhyARunIsBlocked() {
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(REQUEST.id(), lines::add);
        watch.handle(running());
        watch.handle(row(MODEL, 0, Status.FAILING, "500", 0, 1));
        long minute = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        watch.remind(minute - Duration.ofSeconds(30).toNanos());
        watch.remind(minute);
        watch.remind(minute + 1);
        watch.handle(row(MODEL, 0, Status.USABLE, "", 0, 2));
        watch.remind(2 * minute);

        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("blocked: model " + MODEL + ": 500, since ");
        assertThat(lines.get(2)).isEqualTo("still " + lines.get(1));
        assertThat(lines.get(3)).isEqualTo("resumed");
    }

    @Test
    void defect1ShouldShowTheRateToWhichAllWorkersTogetherAreThrottled() {
        ModelState one = row(MODEL, 0, Status.THROTTLED, "", 1.5, 1);
        ModelState other = row(MODEL, 2, Status.THROTTLED, "", 2, 1);
        String text =
                "throttled to 3.5/s since 2026-11-27T16:20:05Z (the server of model %s allows no more)"
                        .formatted(MODEL);

        assertThat(RunHead.line(applied(one, other))).contains("  running  ").endsWith(text);
        assertThat(watched(running(), one, other).getLast()).isEqualTo(text);
    }

    @Test
    void shouldShowASlowRatePerMinute() {
        assertThat(RunHead.line(applied(row(MODEL, 0, Status.THROTTLED, "", 1 / 60.0, 1))))
                .contains("throttled to 1.0/min since ");
    }

    @Test
    void shouldIgnoreOlderRowsOtherModelsAndRunsThatAreNotRunning() {
        ModelState usable = row(MODEL, 0, Status.USABLE, "", 0, 2);
        ModelState older = row(MODEL, 0, Status.FAILING, "500", 0, 1);
        ModelState other = row("other", 0, Status.FAILING, "500", 0, 3);
        ModelReports reports = new ModelReports();
        reports.accept(row(MODEL, 1, Status.FAILING, "500", 0, 1));
        RunState paused = running().with(RunState.Status.PAUSED, "");

        assertThat(applied(usable, older, other)).isEqualTo(running());
        assertThat(reports.applied(paused)).isEqualTo(paused);
    }

    /** The settings of this server have no part in it. */
    @Test
    void shouldNameTheServerOfAProjectAndItsFix() {
        LoopSettings loop = PROJECT.loop();
        Map<ModelRole, ModelSpec> models = new EnumMap<>(loop.models());
        models.put(
                ModelRole.META,
                new ModelSpec("far", 1.0, 9, 9, null, null, null, "http://eu/v1", null));
        Project project = PROJECT.withLoop(loop.withModels(models));
        RunState running = running(LoopScenario.request(project, LoopScenario.tasks(project)));
        for (String name : List.of("far", "*")) {
            ModelReports reports = new ModelReports();
            reports.accept(row(name + " at http://eu/v1", 0, Status.UNUSABLE, "401", 0, 1));
            assertThat(RunHead.line(reports.applied(running)))
                    .contains(
                            (name.equals("*") ? "every model" : "model far")
                                    + " at http://eu/v1: 401, since 2026-11-27T16:20:05Z: start that server, or correct base-url")
                    .doesNotContain("OPENAI");
        }
        ModelReports others = new ModelReports();
        others.accept(row("far", 0, Status.UNUSABLE, "401", 0, 1));
        others.accept(row("* at http://us/v1", 0, Status.UNUSABLE, "401", 0, 1));
        assertThat(others.applied(running)).isEqualTo(running);
    }

    private static RunState applied(ModelState... rows) {
        ModelReports reports = new ModelReports();
        for (ModelState row : rows) reports.accept(row);
        return reports.applied(running());
    }

    private static List<String> watched(RunState run, ModelState... rows) {
        List<String> lines = new ArrayList<>();
        RunWatcher watch = new RunWatcher(REQUEST.id(), lines::add);
        watch.handle(run);
        for (ModelState row : rows) watch.handle(row);
        return lines;
    }

    private static RunState running() {
        return running(REQUEST);
    }

    private static RunState running(RunRequested request) {
        return new RunState(
                request,
                RunState.Status.RUNNING,
                "scoring",
                List.of(),
                List.of(),
                0,
                "",
                null,
                new Serial(1));
    }

    private static ModelState row(
            String model, int partition, Status status, String reason, double calls, long serial) {
        return new ModelState(
                model, partition, status, reason, SINCE, calls, 0, new Serial(serial));
    }
}

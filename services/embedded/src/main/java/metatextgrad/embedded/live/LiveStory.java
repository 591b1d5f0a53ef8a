package metatextgrad.embedded.live;

import java.util.List;
import java.util.function.Consumer;
import metatextgrad.cli.cluster.EventReader;
import metatextgrad.cli.cluster.Platform;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.StepRef.RunKind;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.ChallengerOffered;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.Serving;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.live.DriftDetected;
import metatextgrad.model.live.GateContest;
import metatextgrad.model.live.RunOutcome.RunEnded;
import metatextgrad.model.live.SetClosed;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;

/** Prints what happens, a line each, and counts it. Used by one thread. */
final class LiveStory implements AutoCloseable {
    private static final int SHORT = 8;

    private final EventReader reader;
    private final Consumer<String> progress;
    private @Nullable PromptsServed table;
    private @Nullable GateContest contest;
    private int windows;
    private int promotions;
    private int takenBack;
    private int adopted;
    private int judged;
    private int alarms;

    LiveStory(Platform system, Consumer<String> progress) {
        this.progress = progress;
        reader =
                new EventReader(
                        system.settings(),
                        system.events(),
                        List.of(
                                Topics.WINDOWS,
                                Topics.RUN_COMMANDS,
                                Topics.CHALLENGERS,
                                Topics.OPTIMIZERS,
                                Topics.CONTESTS,
                                Topics.DRIFT,
                                Topics.LIVE_SCORES,
                                Topics.PROMPTS));
    }

    /** Prints what has happened since the last call. */
    void follow() {
        reader.poll().forEach(this::accept);
    }

    @Nullable PromptsServed table() {
        return table;
    }

    int windows() {
        return windows;
    }

    int promotions() {
        return promotions;
    }

    int takenBack() {
        return takenBack;
    }

    int adopted() {
        return adopted;
    }

    int judged() {
        return judged;
    }

    int alarms() {
        return alarms;
    }

    private void accept(Event event) {
        switch (event) {
            case SetClosed closed when closed.arrived() > 0 -> {
                windows++;
                progress.accept(
                        Texts.format(
                                "window %d closed with %d new tasks: %d to learn from, %d to validate on",
                                windows,
                                closed.arrived(),
                                closed.snapshot().train().size(),
                                closed.snapshot().val().size()));
            }
            case RunRequested run ->
                    progress.accept(
                            "run starts from version "
                                    + text(VersionId.of(run.project().id(), run.project().seed())));
            case ChallengerOffered offered -> accept(offered);
            case RunEnded ended -> {
                if (!ended.reason().isEmpty()) progress.accept("  run ended: " + ended.reason());
            }
            case OptimizerVersion version -> {
                if (version.verdict() == OptimizerVersion.Verdict.ADOPTED) adopt(version);
            }
            case GateContest next -> accept(next);
            case DriftDetected drift -> {
                alarms++;
                progress.accept(drift.reason());
            }
            case TaskJudged answer -> judged++;
            case PromptsServed next -> accept(next);
            default -> {}
        }
    }

    private void accept(ChallengerOffered offered) {
        // What the operator pushes comes from no run, and has no scores.
        if (offered.kind() != RunKind.WINDOW) return;
        if (offered.best().equals(offered.seed())) progress.accept("  run found nothing better");
        else
            progress.accept(
                    Texts.format(
                            "  run found version %s: %.3f on its validation tasks, %.3f before",
                            text(VersionId.of(offered.project(), offered.best())),
                            offered.bestScores().validation().mean(),
                            offered.seedScores().validation().mean()));
    }

    private void adopt(OptimizerVersion version) {
        adopted++;
        progress.accept("  optimizer adopted: " + version.spec().name());
    }

    private void accept(GateContest next) {
        boolean changed =
                contest == null
                        || next.number() > contest.number()
                        || next.stage() != contest.stage();
        contest = next;
        if (!changed) return;
        String challenger = text(next.challenger());
        progress.accept(
                switch (next.stage()) {
                    case OPEN ->
                            Texts.format(
                                    "contest %d: %s against champion %s, at level %.4f",
                                    next.number(), challenger, text(next.champion()), next.level());
                    case PASSED -> "  " + challenger + " passed the gate: " + next.reason();
                    case SERVING -> "  " + challenger + " serves beside the champion";
                    case PROMOTED -> "  " + challenger + " is promoted: " + next.reason();
                    case WORSE -> "  " + challenger + " is worse: " + next.reason();
                    case UNDECIDED -> "  undecided: " + next.reason();
                    case GUARDED -> "  " + challenger + " does not pass: " + next.reason();
                    case REJECTED -> "  " + challenger + " is rejected: " + next.reason();
                    case FAILED -> "  the contest failed: " + next.reason();
                });
    }

    private void accept(PromptsServed next) {
        PromptsServed before = table;
        table = next;
        if (before == null) return;
        if (next.serving() instanceof Serving.Holdback) promotions++;
        if (before.serving() instanceof Serving.Canary && next.serving() instanceof Serving.Alone) {
            takenBack++;
            progress.accept("taken back: " + next.why());
        }
    }

    private static String text(VersionId version) {
        return version.value().substring(0, SHORT);
    }

    @Override
    public void close() {
        reader.close();
    }
}

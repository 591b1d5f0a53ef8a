package metatextgrad.services.gateway.console;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import metatextgrad.model.StepRef;
import metatextgrad.model.TaskId;
import metatextgrad.model.Text;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.redact.TargetMask;
import metatextgrad.services.gateway.records.PlacedEvent;
import metatextgrad.services.gateway.records.TaskRecords;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one task, the first thing first.
 *
 * @param isWhole false if older records were not read
 */
public record TaskPage(String project, String task, Paged<Entry> entries, boolean isWhole) {
    private static final int SIZE = 50;
    private static final String EXPECTED = "Expected";

    /**
     * One record. Texts are masked, and so are private right answers.
     *
     * @param title what happened
     * @param text empty for none
     * @param href a page with more; empty for none
     * @param source topic, partition and offset
     */
    public record Entry(String at, String title, List<Part> text, String href, String source) {}

    /** A text with a name. */
    public record Part(String name, String text) {}

    static TaskPage of(Project project, TaskId task, TaskRecords records, int number) {
        TargetMask mask = mask(project.loop(), records);
        List<Entry> entries =
                records.records().stream()
                        .map(one -> entry(task, one))
                        .map(one -> project.loop().mayShowTargets() ? one : hidden(one, mask))
                        .toList();
        return new TaskPage(
                project.id().value(),
                task.value(),
                Paged.of(entries, number, SIZE),
                records.isWhole());
    }

    /** Finds the right answers of all records about the task. */
    private static TargetMask mask(LoopSettings settings, TaskRecords records) {
        List<String> targets =
                records.records().stream()
                        .map(PlacedEvent::event)
                        .map(TaskPage::target)
                        .filter(Objects::nonNull)
                        .toList();
        return TargetMask.ofTargets(settings, targets);
    }

    private static @Nullable String target(Event event) {
        return switch (event) {
            case TaskSubmitted one -> one.target();
            case TaskArrived one -> one.task().target();
            case FeedbackGiven one -> one.target();
            case TaskLabelled one -> one.target();
            default -> null;
        };
    }

    private static Entry hidden(Entry entry, TargetMask mask) {
        List<Part> parts =
                entry.text().stream()
                        .filter(part -> !part.name().equals(EXPECTED))
                        .map(part -> new Part(part.name(), mask.in(part.text())))
                        .toList();
        return new Entry(entry.at(), entry.title(), parts, entry.href(), entry.source());
    }

    private static Entry entry(TaskId task, PlacedEvent record) {
        List<Part> parts = new ArrayList<>();
        String href = href(record.event());
        String title = title(task, record, parts);
        return new Entry(record.at().toString(), title, parts, href, Figures.source(record));
    }

    private static String title(TaskId task, PlacedEvent record, List<Part> parts) {
        Event event = record.event();
        return switch (event) {
            case TaskSubmitted one -> {
                add(parts, "Input", one.input());
                add(parts, EXPECTED, one.target());
                yield one.set() == null ? "Sent by an application" : "Sent in set " + one.set();
            }
            case TaskArrived one -> {
                add(parts, "Input", one.task().input());
                add(parts, EXPECTED, one.task().target());
                add(parts, "Group", one.task().group());
                yield "Taken into the traffic of the project";
            }
            case AnswerGiven one -> {
                add(parts, "Answer", one.output());
                yield "Answered by version %s".formatted(Figures.brief(one.version().value()));
            }
            case FeedbackGiven one -> {
                add(parts, "Comment", one.comment());
                add(parts, EXPECTED, one.target());
                yield one.score() == null
                        ? "Corrected by a user"
                        : "Feedback of a user: " + Figures.score(one.score());
            }
            case TaskLabelled one -> {
                add(parts, EXPECTED, one.target());
                yield "Labelled by " + one.by();
            }
            case TaskJudged one ->
                    "Answer of version %s judged by %s: %s"
                            .formatted(
                                    Figures.brief(one.version().value()),
                                    Text.lower(one.evidence()),
                                    Figures.score(one.score()));
            case SetClosed one ->
                    "Drawn into %s, for %s"
                            .formatted(
                                    one.set(), Text.lower(TaskRecords.split(one.snapshot(), task)));
            case TextualLoss one -> {
                TextualLoss.Trace trace = one.trace();
                if (trace != null) {
                    add(parts, "Answer", trace.answer());
                    add(parts, "Loss", trace.criticism());
                }
                if (one.failure() != null) add(parts, "Failure", one.failure().message());
                yield "Scored in %s: %s, %s"
                        .formatted(
                                step(one.stepRef()),
                                Text.lower(one.slot().split()).replace('_', ' '),
                                Text.lower(one.score().outcome()));
            }
            case GradientComputed one -> {
                add(
                        parts,
                        "Gradients",
                        one.gradients().stream()
                                .map(gradient -> gradient.variable() + ": " + gradient.text())
                                .collect(joining("\n")));
                yield "Criticised in %s, gradients: %d"
                        .formatted(step(one.stepRef()), one.gradients().size());
            }
            case DeadLetter one -> {
                add(parts, "Reason", one.message());
                yield "Became a dead letter of %s: %s".formatted(one.service(), one.reason());
            }
            default -> event.getClass().getSimpleName();
        };
    }

    private static String href(Event event) {
        return switch (event) {
            case GradientComputed one -> Figures.stepUrl(one.stepRef());
            case TextualLoss one when one.slot().split().isTraining() ->
                    Figures.stepUrl(one.stepRef());
            case TextualLoss one -> Figures.runUrl(one.stepRef().run().value());
            case DeadLetter one -> Figures.letterUrl(one.key());
            case AnswerGiven one ->
                    Figures.versionUrl(one.project().value(), one.version().value());
            case TaskJudged one -> Figures.versionUrl(one.project().value(), one.version().value());
            default -> "";
        };
    }

    private static String step(StepRef step) {
        return step.step() == 0
                ? "run " + step.run()
                : "step %d of run %s".formatted(step.step(), step.run());
    }

    private static void add(List<Part> parts, String name, @Nullable String text) {
        if (text != null && !text.isEmpty()) parts.add(new Part(name, Figures.masked(text)));
    }
}

package metatextgrad.services.gateway.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Split;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.Snapshot;
import metatextgrad.model.event.TaskJudged;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.event.TextualLoss;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.SetClosed;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.live.TaskCommand.TaskLabelled;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;

/**
 * What happened to a task, by time.
 *
 * @param isWhole false if older records were not read
 */
public record TaskRecords(List<PlacedEvent> records, boolean isWhole) {
    /** What has the project as key. */
    private static final List<Topic> OF_PROJECT =
            List.of(Topics.INTAKE_INBOX, Topics.TASK_COMMANDS, Topics.WINDOWS);

    private static final List<Topic> OTHERS =
            List.of(
                    Topics.TASKS,
                    Topics.ANSWERS,
                    Topics.FEEDBACK,
                    Topics.LIVE_SCORES,
                    Topics.TEXTUAL_LOSSES,
                    Topics.GRADIENTS);

    private static final Comparator<PlacedEvent> ORDER =
            Comparator.comparing(PlacedEvent::at).thenComparing(PlacedEvent.ORDER);

    public TaskRecords {
        records = List.copyOf(records);
    }

    /**
     * Reads the records about a task. Dead letters are not among them: see {@link #withLetters}.
     */
    public static TaskRecords of(RecordReader reader, ProjectId project, TaskId task) {
        Predicate<Event> wanted = event -> isAbout(event, project, task);
        RecordsFound first = reader.read(RecordQuery.of(OF_PROJECT, project.value(), wanted));
        Instant begin =
                first.records().stream()
                        .map(PlacedEvent::at)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
        RecordsFound others =
                reader.read(RecordQuery.of(OTHERS, null, wanted).between(begin, null));
        List<PlacedEvent> all = new ArrayList<>(first.records());
        all.addAll(others.records());
        all.sort(ORDER);
        return new TaskRecords(all, first.isWhole() && others.isWhole());
    }

    /**
     * Reads what a service could not handle of these records, too. The message of a dead letter may
     * name other projects, so it is for operators.
     */
    public TaskRecords withLetters(RecordReader reader) {
        if (records.isEmpty()) return this;
        RecordsFound letters = reader.read(letters(records).between(records.getFirst().at(), null));
        Map<String, PlacedEvent> first = new LinkedHashMap<>();
        letters.records().stream()
                .sorted(ORDER)
                .forEach(one -> first.putIfAbsent(one.event().key(), one));
        List<PlacedEvent> all = new ArrayList<>(records);
        all.addAll(first.values());
        all.sort(ORDER);
        return new TaskRecords(all, isWhole && letters.isWhole());
    }

    /** What a service could not handle of these records. */
    private static RecordQuery letters(List<PlacedEvent> records) {
        return RecordQuery.of(
                List.of(Topics.DEAD_LETTERS),
                null,
                event ->
                        event instanceof DeadLetter letter
                                && records.stream().anyMatch(one -> isSource(one, letter)));
    }

    /** The topic of a dead letter has the prefix of the installation. */
    private static boolean isSource(PlacedEvent record, DeadLetter letter) {
        return letter.offset() == record.offset()
                && letter.partition() == record.place().partition()
                && letter.topic().endsWith(record.place().topic());
    }

    /** Returns the split of a task in a snapshot; LIVE if it is in none. */
    public static Split split(Snapshot snapshot, TaskId task) {
        for (Split split : Split.values()) if (snapshot.ids(split).contains(task)) return split;
        return Split.LIVE;
    }

    private static boolean isAbout(Event event, ProjectId project, TaskId task) {
        return switch (event) {
            case TaskSubmitted one -> one.project().equals(project) && one.id().equals(task);
            case TaskArrived one -> isAbout(one.task(), project, task);
            case AnswerGiven one -> one.project().equals(project) && one.task().equals(task);
            case FeedbackGiven one -> one.project().equals(project) && one.task().equals(task);
            case TaskLabelled one -> one.project().equals(project) && one.task().equals(task);
            case TaskJudged one -> one.project().equals(project) && one.task().equals(task);
            case SetClosed one ->
                    one.snapshot().spec().project().equals(project)
                            && split(one.snapshot(), task) != Split.LIVE;
            case TextualLoss one ->
                    one.stepRef().project().equals(project) && one.task().equals(task);
            case GradientComputed one ->
                    one.stepRef().project().equals(project) && one.task().equals(task);
            default -> false;
        };
    }
}

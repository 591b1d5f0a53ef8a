package metatextgrad.services.streams;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import metatextgrad.json.Suggestions;
import metatextgrad.json.TaskJson;
import metatextgrad.model.KeptHeaders;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.AnswerGiven;
import metatextgrad.model.live.FeedbackGiven;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.streams.DeadLetterLog;
import metatextgrad.streams.ProcessorTraces;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.trace.SpanEnd;
import metatextgrad.trace.TraceContext;
import metatextgrad.wire.KafkaHeaders;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Checks the records of applications and gives each the key it needs. An unusable record becomes a
 * dead letter with the reason, and the gate reads the next record. A task of an unknown project
 * waits for a day: its definition may be on the way.
 */
final class IntakeGate extends ContextualProcessor<byte[], byte[], String, Event> {
    private static final Duration TICK = Duration.ofMillis(200);
    private static final Duration EXPIRY = Duration.ofMinutes(1);

    /** With each task that waits behind others these leave, so that the last of them does too. */
    private static final int WITH_EACH = 5;

    private static final String UNKNOWN = "unknown-project";

    private final String verb;
    private final ServiceContext serviceContext;
    private final DeadLetterLog log = new DeadLetterLog();
    private final SuspiciousLog suspicious = new SuspiciousLog();
    private @Nullable DefinedProjects projects;
    private @Nullable WaitingTasks waiting;
    private @Nullable ApplicationRecordReader reader;
    private @Nullable ProcessorTraces traces;
    private @Nullable Cancellable ticks;
    private long expired;

    /**
     * @param verb name of its node
     */
    IntakeGate(String verb, ServiceContext serviceContext) {
        this.verb = verb;
        this.serviceContext = serviceContext;
    }

    /** Returns the name of the gate's node that writes a topic. */
    static String sink(Topic topic) {
        return "gate-" + topic.name();
    }

    @Override
    public void init(ProcessorContext<String, Event> context) {
        super.init(context);
        DefinedProjects known = new DefinedProjects(context.getStateStore(DefinedProjects.STORE));
        projects = known;
        waiting =
                new WaitingTasks(
                        context.getStateStore(WaitingTasks.STORE), context.taskId().partition());
        traces = new ProcessorTraces(serviceContext, context, verb);
        reader = new ApplicationRecordReader(serviceContext, known);
        // A task that Kafka revives is initialised again, and its punctuators stay.
        close();
        ticks = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void close() {
        if (ticks != null) ticks.cancel();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        requireNonNull(traces, "not initialised").record(record, cause -> admit(record, cause));
    }

    private SpanEnd admit(Record<byte[], byte[]> record, TraceContext cause) {
        Event event = admitted(checked(record), record);
        // Other headers of the sender mean nothing here, and would count as part of its record.
        // The inbox has times of arrival: an old one would date what it triggers.
        if (event != null) forward(event, context().currentSystemTimeMs(), cause.headers());
        return new SpanEnd.Decided(event == null ? List.of() : List.of(event), List.of());
    }

    /** Returns what the inbox gets; null for a task that waits. */
    private @Nullable Event admitted(Event event, Record<byte[], byte[]> record) {
        return switch (event) {
            case TaskSubmitted task when isKnown(task.project()) && !isBehind(task.project()) ->
                    arrived(task, record.timestamp());
            case TaskSubmitted task -> {
                if (isKnown(task.project())) release(task.project(), WITH_EACH);
                else serviceContext.meters().unknownProject();
                if (!waiting().isFull()) {
                    waiting().add(from().offset(), task, context().currentSystemTimeMs());
                    yield null;
                }
                yield letter(
                        record,
                        UNKNOWN,
                        "%s, and as many tasks of such projects wait as may"
                                .formatted(unknown(task.project())));
            }
            case AnswerGiven given when !isKnown(given.project()) ->
                    letter(record, UNKNOWN, unknown(given.project()));
            case FeedbackGiven given when !isKnown(given.project()) ->
                    letter(record, UNKNOWN, unknown(given.project()));
            case AnswerGiven given when given.served().isAfter(time(record.timestamp())) ->
                    given.servedAt(time(record.timestamp()));
            case FeedbackGiven given when given.at().isAfter(time(record.timestamp())) ->
                    given.givenAt(time(record.timestamp()));
            default -> event;
        };
    }

    /** Whether earlier tasks of the project still wait: they come first. */
    private boolean isBehind(ProjectId project) {
        return waiting().projects().contains(project) && !waiting().isFull();
    }

    private Event arrived(TaskSubmitted task, long timestamp) {
        return task.set() == null ? new TaskArrived(task, time(timestamp)) : task;
    }

    /** The time of a record, which is never in the future: a sender's clock can be wrong. */
    private Instant time(long timestamp) {
        return Instant.ofEpochMilli(Math.min(timestamp, context().currentSystemTimeMs()));
    }

    private Event checked(Record<byte[], byte[]> record) {
        if (record.value() == null || record.value().length == 0)
            return letter(record, "empty", "the record has no value");
        try {
            return requireNonNull(reader).read(from().topic(), record, time(record.timestamp()));
        } catch (IllegalArgumentException | MalformedRecord e) {
            return letter(record, "malformed", String.valueOf(e.getMessage()));
        }
    }

    private void tick(long now) {
        boolean expires = now - expired >= EXPIRY.toMillis();
        if (expires) expired = now;
        for (ProjectId project : List.copyOf(waiting().projects())) {
            if (isKnown(project)) release(project, WaitingTasks.MOST);
            else if (expires) expire(project, now);
        }
        waiting().changedCounts().forEach(count -> forward(count, now, new RecordHeaders()));
    }

    private void release(ProjectId project, int most) {
        long now = context().currentSystemTimeMs();
        for (WaitingTasks.Waiting one : waiting().release(project, most))
            forward(arrived(one.task(), now), now, new RecordHeaders());
    }

    private void expire(ProjectId project, long now) {
        List<WaitingTasks.Waiting> due = waiting().expire(project, now);
        due.forEach(one -> forward(expired(one), now, new RecordHeaders()));
        // The others follow with the next tick.
        if (due.size() == WaitingTasks.MOST) expired = now - EXPIRY.toMillis();
    }

    private void forward(Event event, long timestamp, Headers headers) {
        serviceContext.meters().emitted(event);
        if (event instanceof DeadLetter letter) log.add(letter, context().currentSystemTimeMs());
        else suspicious.add(event, context().currentSystemTimeMs());
        context()
                .forward(
                        new Record<>(event.key(), event, timestamp, headers),
                        sink(Topics.of(event)));
    }

    private boolean isKnown(ProjectId project) {
        return requireNonNull(projects).has(project.value());
    }

    private String unknown(ProjectId project) {
        return "project `%s` is not defined.%s Define it with: mtg projects apply"
                .formatted(
                        project,
                        Suggestions.didYouMean(project.value(), requireNonNull(projects).names()));
    }

    private WaitingTasks waiting() {
        return requireNonNull(waiting, "not initialised");
    }

    private RecordMetadata from() {
        return context().recordMetadata().orElseThrow();
    }

    private DeadLetter letter(Record<byte[], byte[]> record, String reason, String message) {
        return new DeadLetter(
                from().topic(),
                from().partition(),
                from().offset(),
                "intake",
                reason,
                message,
                KafkaHeaders.buffer(record.key()),
                KafkaHeaders.buffer(record.value()),
                KafkaHeaders.read(record.headers()));
    }

    /** Holds the task as JSON, so that it can be written to its topic again. */
    private DeadLetter expired(WaitingTasks.Waiting task) {
        return new DeadLetter(
                serviceContext.name(Topics.TASKS),
                context().taskId().partition(),
                task.offset(),
                "intake",
                UNKNOWN,
                unknown(task.task().project()),
                KafkaHeaders.buffer(null),
                StandardCharsets.UTF_8.encode(TaskJson.write(task.task())),
                KeptHeaders.NONE);
    }
}

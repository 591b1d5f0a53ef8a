package metatextgrad.services.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import metatextgrad.json.AnswerJson;
import metatextgrad.json.FeedbackJson;
import metatextgrad.json.TaskJson;
import metatextgrad.model.ProjectId;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.DeadLetter.DeadLetterSent;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.services.gateway.proxy.Denied;
import metatextgrad.services.gateway.traffic.RawRecord;
import metatextgrad.services.gateway.views.LetterProject;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.view.RecordText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the records of dead letters to their topics again, as they were or edited. Each time is
 * kept in the topic of the dead letters. Thread-safe.
 */
public final class LetterCommands {
    private static final Logger LOG = LoggerFactory.getLogger(LetterCommands.class);
    private static final List<Topic> OF_APPLICATIONS =
            List.of(Topics.TASKS, Topics.ANSWERS, Topics.FEEDBACK);

    private final KafkaDelivery kafka;
    private final InstantSource clock;

    LetterCommands(KafkaDelivery kafka, InstantSource clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * What a person wants.
     *
     * @param value the edited value; null for the one of the dead letter
     */
    public record Wanted(@Nullable String value, String reason) {
        /**
         * Reads a command.
         *
         * @throws metatextgrad.services.gateway.proxy.Denied if it is not valid
         */
        public static Wanted of(@Nullable String value, String body) {
            return ApiCall.read(
                    () -> new Wanted(value, CommandBody.read(body, List.of("reason")).reason()));
        }
    }

    /** Returns why this gateway does not send a record again; empty if it does. */
    public static String refusal(DeadLetter letter) {
        if (!letter.whole())
            return "Only the beginning of the record was kept. Write it again from its source.";
        if (topic(letter).isEmpty())
            return "The console sends tasks, answers and feedback again. For other topics use: mtg dlq replay "
                    + letter.key();
        return "";
    }

    /**
     * Sends the record again.
     *
     * @param allowed the projects whose records the sender may write
     * @throws metatextgrad.services.gateway.proxy.Denied if the value is not valid, or its project
     *     is not allowed, or Kafka has not taken it
     */
    public void send(
            DeadLetter letter, Wanted wanted, CommandSender by, Predicate<ProjectId> allowed) {
        String refusal = refusal(letter);
        if (!refusal.isEmpty()) throw Problem.NOT_APPLICABLE.denied(refusal);
        String edited = wanted.value;
        String kept = RecordText.of(letter.value());
        // A form has one kind of line end.
        boolean changed =
                edited != null && (kept == null || !edited.equals(kept.replace("\r\n", "\n")));
        ByteBuffer value = letter.value();
        if (edited != null && changed) {
            require(topic(letter).orElseThrow(), edited, letter, allowed);
            value = ByteBuffer.wrap(edited.getBytes(UTF_8));
        }
        LOG.info(
                "{} sends dead letter {} again{}: {}",
                by.name(),
                letter.key(),
                changed ? ", edited" : "",
                wanted.reason);
        // Records hold milliseconds.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        // First who and why: no record is sent that the topic does not explain.
        kafka.write(
                new DeadLetterSent(letter.key(), changed, now, wanted.reason, by.name()),
                by.trace());
        try {
            kafka.write(new RawRecord(letter.topic(), letter.recordKey(), value, letter.headers()));
        } catch (Denied e) {
            throw new Denied(
                            e.status(),
                            e.code(),
                            "the dead letter is marked as sent, but its record was not written: load it again, and send it once more; "
                                    + e.getMessage())
                    .retryAfter(e.retryAfter());
        }
    }

    /** Requires that an edited record can be read, and that its project is allowed. */
    private static void require(
            Topic topic, String json, DeadLetter letter, Predicate<ProjectId> allowed) {
        if (json.getBytes(UTF_8).length >= TaskSubmitted.MAX_BYTES)
            throw Problem.BODY_TOO_LARGE.denied("the record is too large");
        ProjectId project =
                ApiCall.read(() -> project(topic, json.strip(), LetterProject.header(letter)));
        if (!allowed.test(project))
            throw Problem.NOT_ALLOWED.denied(
                    "the record is of project `%s`, for which you have no scope `operate`"
                            .formatted(project));
    }

    private static ProjectId project(Topic topic, String json, @Nullable String header) {
        if (topic.equals(Topics.ANSWERS)) return AnswerJson.read(json).project();
        if (topic.equals(Topics.FEEDBACK)) return FeedbackJson.read(json, Instant.EPOCH).project();
        return TaskJson.read(json, header, null).project();
    }

    /** A prefix of any kind precedes the name. */
    private static Optional<Topic> topic(DeadLetter letter) {
        return OF_APPLICATIONS.stream()
                .filter(one -> letter.topic().endsWith(one.name()))
                .findFirst();
    }
}

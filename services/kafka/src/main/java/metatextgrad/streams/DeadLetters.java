package metatextgrad.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import metatextgrad.model.Causes;
import metatextgrad.model.event.DeadLetter;
import metatextgrad.model.event.Event;
import metatextgrad.ops.LoopMeters;
import metatextgrad.redact.Redactor;
import metatextgrad.redact.Secrets;
import metatextgrad.wire.KafkaHeaders;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one handler for records that cannot be read, handled or written. Such a record becomes a dead
 * letter and the service continues. A failure of the platform, or an unknown failure, stops the
 * service: a registry outage must not drain a topic into dead letters (RELIABILITY §8).
 */
public final class DeadLetters
        implements DeserializationExceptionHandler,
                ProcessingExceptionHandler,
                ProductionExceptionHandler {
    static final String SERVICE = "mtg.service";
    static final String TOPIC = "mtg.dead.letters";
    static final String EVENTS = "mtg.events";
    static final String METERS = "mtg.meters";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final DeadLetterLog log = new DeadLetterLog();
    private final InstantSource clock = InstantSource.system();
    private String service = "";
    private String topic = "";
    private @Nullable Serde<Event> events;
    private @Nullable LoopMeters meters;

    @Override
    @SuppressWarnings("unchecked") // the property is put there by StreamsProperties
    public void configure(Map<String, ?> configs) {
        service = String.valueOf(configs.get(SERVICE));
        topic = String.valueOf(configs.get(TOPIC));
        events = (Serde<Event>) configs.get(EVENTS);
        meters = (LoopMeters) configs.get(METERS);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context,
            ConsumerRecord<byte[], byte[]> record,
            Exception exception) {
        MalformedRecord cause = Causes.find(exception, MalformedRecord.class);
        if (cause == null) return DeserializationExceptionHandler.Response.fail();
        return DeserializationExceptionHandler.Response.resume(
                letter(
                        context,
                        "malformed",
                        cause,
                        record.key(),
                        record.value(),
                        record.headers()));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!(exception instanceof Unprocessable cause))
            return ProcessingExceptionHandler.Response.fail();
        if (cause.getCause() != null)
            LOG.error("internal error while processing a record", cause.getCause());
        return ProcessingExceptionHandler.Response.resume(
                letter(
                        context,
                        "unprocessable",
                        cause,
                        context.sourceRawKey(),
                        context.sourceRawValue(),
                        context.headers()));
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context,
            ProducerRecord<byte[], byte[]> record,
            Exception exception) {
        if (!(exception instanceof RecordTooLargeException))
            return ProductionExceptionHandler.Response.fail();
        return ProductionExceptionHandler.Response.resume(
                letter(
                        context,
                        "too-large",
                        exception,
                        record.key(),
                        record.value(),
                        record.headers()));
    }

    private List<ProducerRecord<byte[], byte[]>> letter(
            ErrorHandlerContext context,
            String reason,
            Throwable cause,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        DeadLetter letter =
                new DeadLetter(
                        context.topic(),
                        context.partition(),
                        context.offset(),
                        service,
                        reason,
                        Redactor.redact(
                                Secrets.OF_PROCESS.hide(
                                        withoutStop(String.valueOf(cause.getMessage())))),
                        KafkaHeaders.buffer(key),
                        KafkaHeaders.buffer(value),
                        KafkaHeaders.read(headers));
        log.add(letter, clock.millis());
        requireNonNull(meters).emitted(letter);
        byte[] bytes = requireNonNull(events).serializer().serialize(topic, letter);
        return List.of(new ProducerRecord<>(topic, letter.key().getBytes(UTF_8), bytes));
    }

    /** Removes the full stop at the end. Our messages have none; those of libraries do. */
    private static String withoutStop(String message) {
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}

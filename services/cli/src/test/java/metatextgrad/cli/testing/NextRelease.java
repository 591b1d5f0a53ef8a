package metatextgrad.cli.testing;

import static io.apicurio.registry.types.ArtifactType.AVRO;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.apicurio.registry.resolver.client.RegistryClientFacade;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.RawContext;
import metatextgrad.llm.RequestContext;
import metatextgrad.model.Row;
import metatextgrad.model.event.Event;
import metatextgrad.wire.Contexts;
import metatextgrad.wire.WorkerSerde;
import metatextgrad.wire.registry.RegistryConfig;
import metatextgrad.wire.registry.Time;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The wire layer of a later release: the same code on {@link NextSchemas}. It registers its schemas
 * beside those of this release, and writes a value into each added field. Thread-safe.
 */
public final class NextRelease {
    /** Both releases have the model types of this one; contexts are converted here. */
    private static final Serde<Event> CURRENT = WorkerSerde.local();

    private static final int ID_AT = 1;
    private static final int HEADER = ID_AT + Integer.BYTES;

    private final RegistryClientFacade registry;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> writers = new ConcurrentHashMap<>();

    /**
     * @param config of the registry client
     */
    public NextRelease(Map<String, ?> config) {
        registry = RegistryConfig.client(RegistryConfig.of(config), Time.SYSTEM);
    }

    /** Returns its serde of events on topics. */
    public Serde<Event> events() {
        return serde(
                context -> new RawContext(NextRows.upgraded(Contexts.encode(context))),
                context -> Contexts.decode(NextRows.read(((RawContext) context).bytes())));
    }

    /** Returns the serde of its worker, which copies contexts of any release. */
    public Serde<Event> worker() {
        return serde(context -> context, context -> context);
    }

    /** Returns its serde of rows in stores. */
    public static Serde<Row> rows() {
        return NextRows.SERDE;
    }

    /** Returns whether this release wrote the record, by the value of an added field. */
    public static boolean wrote(byte[] bytes) {
        return new String(bytes, ISO_8859_1).contains(NextSchemas.VALUE);
    }

    private Serde<Event> serde(
            UnaryOperator<RequestContext> written, UnaryOperator<RequestContext> read) {
        return Serdes.serdeFrom(
                (topic, event) -> event == null ? null : write(topic, converted(event, written)),
                (topic, bytes) -> bytes == null ? null : converted(read(topic, bytes), read));
    }

    private byte[] write(String topic, Event event) {
        byte[] current = CURRENT.serializer().serialize(topic, event);
        if (current[0] == '{') return current;
        String record = event.getClass().getSimpleName();
        NextSchemas schemas = requireNonNull(NextSchemas.byName().get(record));
        int id = ids.computeIfAbsent(topic + "-" + record, name -> register(name, schemas.next()));
        byte[] body = schemas.upgraded(NextRows.body(current));
        return ByteBuffer.allocate(HEADER + body.length)
                .putInt(ID_AT, id)
                .put(HEADER, body)
                .array();
    }

    private Event read(String topic, byte[] bytes) {
        if (bytes[0] == '{') return CURRENT.deserializer().deserialize(topic, bytes);
        Schema writer = writers.computeIfAbsent(ByteBuffer.wrap(bytes).getInt(ID_AT), this::schema);
        NextSchemas schemas = requireNonNull(NextSchemas.byName().get(writer.getName()));
        byte[] body = Arrays.copyOfRange(bytes, HEADER, bytes.length);
        return CURRENT.deserializer()
                .deserialize(topic, NextRows.single(schemas.current(), schemas.read(body, writer)));
    }

    private int register(String artifact, Schema schema) {
        return Math.toIntExact(
                registry.createSchema(
                                AVRO,
                                schema.getNamespace(),
                                artifact,
                                null,
                                "FIND_OR_CREATE_VERSION",
                                false,
                                schema.toString(),
                                Set.of())
                        .getContentId());
    }

    private Schema schema(int id) {
        return new SchemaParser().parse(registry.getSchemaByContentId((long) id)).mainSchema();
    }

    private static Event converted(Event event, UnaryOperator<RequestContext> context) {
        return switch (event) {
            case LlmRequest one ->
                    new LlmRequest(
                            one.callKey(),
                            one.requestId(),
                            one.project(),
                            one.run(),
                            one.requester(),
                            one.replyKey(),
                            one.step(),
                            one.place(),
                            one.attempt(),
                            one.role(),
                            one.model(),
                            one.messages(),
                            one.format(),
                            one.sample(),
                            one.salt(),
                            one.seed(),
                            context.apply(one.context()));
            case LlmResponse one ->
                    new LlmResponse(
                            one.callKey(),
                            one.requestId(),
                            one.requester(),
                            one.replyKey(),
                            one.step(),
                            one.place(),
                            one.attempt(),
                            one.outcome(),
                            one.text(),
                            one.failure(),
                            one.usage(),
                            one.billing(),
                            one.role(),
                            one.model(),
                            one.servedModel(),
                            one.tokens(),
                            context.apply(one.context()));
            default -> event;
        };
    }
}

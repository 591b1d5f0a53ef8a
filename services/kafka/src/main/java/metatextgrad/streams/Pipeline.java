package metatextgrad.streams;

import java.util.List;
import java.util.function.Supplier;
import metatextgrad.decide.Decider;
import metatextgrad.decide.InputTable;
import metatextgrad.decide.Reaction;
import metatextgrad.model.event.Event;
import metatextgrad.topics.Topic;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/** Connects topics to a decider, and the decider to topics. Every node and store has a name. */
public final class Pipeline {
    private static final String SINKS = "egress-";

    private final Topology topology;
    private final ServiceContext serviceContext;
    private final String sinks;
    private String[] sources = {};
    private List<Topic> read = List.of();

    private Pipeline(Topology topology, ServiceContext serviceContext, String sinks) {
        this.topology = topology;
        this.serviceContext = serviceContext;
        this.sinks = sinks;
    }

    public static Pipeline of(ServiceContext serviceContext) {
        return new Pipeline(new Topology(), serviceContext, SINKS);
    }

    /** Adds a pipeline to a topology that has other pipelines. */
    public static Pipeline in(Topology topology, ServiceContext serviceContext) {
        return new Pipeline(topology, serviceContext, SINKS);
    }

    /**
     * Adds a pipeline that also writes topics of another one. Its sinks have this name in theirs,
     * since nodes of a topology have different names.
     */
    public static Pipeline in(Topology topology, ServiceContext serviceContext, String name) {
        return new Pipeline(topology, serviceContext, SINKS + name + "-");
    }

    /** Reads these topics, each in a node {@code ingest-<topic>}. */
    public Pipeline ingest(List<Topic> topics) {
        read = topics;
        sources = topics.stream().map(topic -> "ingest-" + topic.name()).toArray(String[]::new);
        for (Topic topic : topics) {
            topology.addSource(
                    "ingest-" + topic.name(),
                    new StringDeserializer(),
                    serviceContext.events().deserializer(),
                    serviceContext.name(topic));
        }
        return this;
    }

    /** Adds a reaction without state, in a node named by a verb. */
    public Pipeline react(String verb, Supplier<? extends Reaction<?>> reaction) {
        requireAllRead(reaction.get().inputs());
        topology.addProcessor(
                verb,
                () -> new ReactionProcessor(verb, reaction.get(), serviceContext, sinks),
                sources);
        sources = new String[] {verb};
        return this;
    }

    /**
     * Adds a decider with stored rows, in a node named by a verb with a store named {@code
     * <service>-<plural>}.
     */
    public Pipeline decide(String verb, String store, Supplier<? extends Decider<?>> decider) {
        requireAllRead(decider.get().inputs());
        topology.addProcessor(
                verb,
                () -> new DeciderProcessor(verb, store, decider.get(), serviceContext, sinks),
                sources);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                                Stores.persistentKeyValueStore(store),
                                Serdes.String(),
                                serviceContext.rows())
                        .withCachingDisabled(),
                verb);
        sources = new String[] {verb};
        return this;
    }

    /**
     * Checks that topics and input table agree, because the loop in memory routes by the table
     * alone.
     */
    private void requireAllRead(InputTable<?> inputs) {
        List<Class<? extends Event>> events =
                read.stream().flatMap(topic -> topic.events().stream()).toList();
        for (Class<? extends Event> event : events) {
            if (inputs.types().stream().noneMatch(type -> type.isAssignableFrom(event)))
                throw new IllegalStateException("no input for " + event.getSimpleName());
        }
        for (Class<? extends Event> type : inputs.types()) {
            if (events.stream().noneMatch(type::isAssignableFrom))
                throw new IllegalStateException("no topic brings " + type.getSimpleName());
        }
    }

    /** Writes these topics, each in a node {@code egress-<topic>}. */
    public Topology egress(List<Topic> topics) {
        for (Topic topic : topics) {
            topology.addSink(
                    sinks + topic.name(),
                    serviceContext.name(topic),
                    new StringSerializer(),
                    serviceContext.events().serializer(),
                    new SinkPartitions(),
                    sources);
        }
        return topology;
    }
}

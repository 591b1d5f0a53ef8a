package metatextgrad.services.streams;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.MalformedRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The defined projects, all of them in each instance: a task may arrive in any partition. Each
 * start reads the topic {@code projects} again. Used by one thread.
 */
final class DefinedProjects {
    static final String STORE = "defined-projects";
    private static final Logger LOG = LoggerFactory.getLogger(DefinedProjects.class);

    private final KeyValueStore<String, byte[]> store;

    DefinedProjects(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    /** Adds the table to a topology; all its processors may read it. */
    static void in(Topology topology, ServiceContext serviceContext) {
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(STORE),
                                Serdes.String(),
                                Serdes.ByteArray())
                        .withLoggingDisabled(),
                "ingest-projects",
                new StringDeserializer(),
                new ByteArrayDeserializer(),
                serviceContext.name(Topics.PROJECTS),
                "keep-project",
                () -> new Keeper(serviceContext));
    }

    boolean has(String project) {
        return store.get(project) != null;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(row -> names.add(row.key));
        }
        return names;
    }

    /**
     * Keeps each readable definition. It reads bytes, since the thread of a global store cannot
     * write dead letters. Only the first unreadable record is a warning: each start reads all
     * again.
     */
    private static final class Keeper extends ContextualProcessor<String, byte[], Void, Void> {
        private final ServiceContext serviceContext;
        private boolean warned;

        private Keeper(ServiceContext serviceContext) {
            this.serviceContext = serviceContext;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            KeyValueStore<String, byte[]> store = context().getStateStore(STORE);
            if (record.value() == null) {
                store.delete(record.key());
                return;
            }
            try {
                Event event =
                        serviceContext
                                .events()
                                .deserializer()
                                .deserialize(serviceContext.name(Topics.PROJECTS), record.value());
                if (event instanceof ProjectDefined) store.put(event.key(), record.value());
            } catch (MalformedRecord e) {
                LOG.atLevel(warned ? Level.DEBUG : Level.WARN)
                        .addKeyValue("key", record.key())
                        .addKeyValue("error", e.getMessage())
                        .log("skipped unreadable project");
                warned = true;
            }
        }
    }
}

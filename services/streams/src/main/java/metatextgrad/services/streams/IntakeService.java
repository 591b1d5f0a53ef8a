package metatextgrad.services.streams;

import java.util.List;
import metatextgrad.intake.IntakeDecider;
import metatextgrad.streams.Pipeline;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;

/**
 * Reads tasks, answers and feedback, and writes task batches and judgements of answers.
 * Applications may write their records with any key or none. So this service checks each record and
 * writes it to the inbox under a new key. Everything else reads the inbox.
 */
public final class IntakeService implements Service {
    private static final String CHECK = "check-task";

    @Override
    public String name() {
        return "intake";
    }

    @Override
    public List<Topic> inputs() {
        return List.of(
                Topics.PROJECTS,
                Topics.TASKS,
                Topics.ANSWERS,
                Topics.FEEDBACK,
                Topics.TASK_COMMANDS,
                Topics.INTAKE_INBOX,
                Topics.BATCH_REQUESTS,
                Topics.SNAPSHOTS,
                Topics.WINDOW_REQUESTS,
                Topics.WINDOWS,
                Topics.ADAPT_COMMANDS);
    }

    @Override
    public List<Topic> outputs() {
        return List.of(
                Topics.INTAKE_INBOX,
                Topics.DEAD_LETTERS,
                Topics.TASK_COUNTS,
                Topics.SNAPSHOTS,
                Topics.WINDOWS,
                Topics.LIVE_SCORES,
                Topics.TASK_BATCHES);
    }

    @Override
    public Topology build(ServiceContext serviceContext) {
        Topology topology = new Topology();
        DefinedProjects.in(topology, serviceContext);
        topology.addSource(
                "ingest-tasks",
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                serviceContext.name(Topics.TASKS),
                serviceContext.name(Topics.ANSWERS),
                serviceContext.name(Topics.FEEDBACK));
        topology.addProcessor(CHECK, () -> new IntakeGate(CHECK, serviceContext), "ingest-tasks");
        topology.addStateStore(WaitingTasks.builder(serviceContext), CHECK);
        for (Topic topic : List.of(Topics.INTAKE_INBOX, Topics.DEAD_LETTERS, Topics.TASK_COUNTS)) {
            topology.addSink(
                    IntakeGate.sink(topic),
                    serviceContext.name(topic),
                    new StringSerializer(),
                    serviceContext.events().serializer(),
                    CHECK);
        }
        return Pipeline.in(topology, serviceContext)
                .ingest(
                        List.of(
                                Topics.INTAKE_INBOX,
                                Topics.BATCH_REQUESTS,
                                Topics.SNAPSHOTS,
                                Topics.WINDOW_REQUESTS,
                                Topics.WINDOWS,
                                Topics.ADAPT_COMMANDS,
                                Topics.TASK_COMMANDS))
                .decide("fill-batch", "intake-tasks", IntakeDecider::new)
                .egress(
                        List.of(
                                Topics.TASK_COUNTS,
                                Topics.SNAPSHOTS,
                                Topics.WINDOWS,
                                Topics.LIVE_SCORES,
                                Topics.TASK_BATCHES));
    }
}

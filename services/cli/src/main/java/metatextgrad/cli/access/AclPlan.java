package metatextgrad.cli.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import metatextgrad.ops.LoopMeters;
import metatextgrad.services.gateway.Gateway;
import metatextgrad.services.worker.LlmWorker;
import metatextgrad.services.worker.kafka.WorkerTopics;
import metatextgrad.streams.Service;
import metatextgrad.streams.ServiceContext;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import metatextgrad.wire.EventSerde;
import metatextgrad.wire.RowSerde;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.streams.TopologyDescription;

/**
 * The smallest set of ACLs with which the system works, if each service has a principal of its own.
 * Derived from the topics and the topologies, so a new topic changes it. READ and WRITE imply
 * DESCRIBE. Pure.
 */
public final class AclPlan {
    /** The job that runs {@code mtg topics apply}. */
    static final String TOPICS_JOB = "topics";

    /** People with the command line. */
    static final String OPERATOR = "operator";

    static final String APPLICATIONS = "applications";

    /** The name of the command line among the writers of a topic. */
    private static final String COMMAND_LINE = "mtg";

    private static final List<Topic> SERVED =
            List.of(Topics.PROMPTS, Topics.PROMPT_VERSIONS, Topics.PROMPTS_JSON);

    private final String prefix;
    private final String principals;
    private final List<AclRule> rules = new ArrayList<>();

    private AclPlan(String prefix, String principals) {
        this.prefix = prefix;
        this.principals = principals.contains(":") ? principals : "User:" + principals;
    }

    /**
     * Returns all rules, by principal.
     *
     * @param services the stream processors
     * @param prefix of topics, groups and transactions
     * @param principals what precedes the name of a service in its principal, with or without a
     *     type such as {@code User:}
     */
    public static List<AclRule> of(List<Service> services, String prefix, String principals) {
        AclPlan plan = new AclPlan(prefix, principals);
        services.forEach(plan::service);
        plan.worker();
        plan.topics(Gateway.NAME, Gateway.INPUTS, READ);
        plan.topics(Gateway.NAME, writtenBy(Gateway.NAME), WRITE);
        plan.topics(Gateway.NAME, Gateway.COUNTED, DESCRIBE);
        for (String group : Gateway.COUNTED_GROUPS)
            plan.allow(Gateway.NAME, GROUP, LITERAL, prefix + group, DESCRIBE);
        plan.allow(TOPICS_JOB, TOPIC, PREFIXED, prefix, CREATE, DESCRIBE, DESCRIBE_CONFIGS);
        plan.operator();
        plan.topics(APPLICATIONS, SERVED, READ);
        plan.topics(APPLICATIONS, writtenBy(APPLICATIONS), WRITE);
        return List.copyOf(plan.rules);
    }

    /** Returns the rules of a stream processor, for a user named like it. */
    public static List<AclRule> ofService(Service service, String prefix) {
        AclPlan plan = new AclPlan(prefix, "");
        plan.service(service);
        return List.copyOf(plan.rules);
    }

    /** Returns the rules of a worker. */
    public static List<AclRule> ofWorker(String prefix) {
        AclPlan plan = new AclPlan(prefix, "");
        plan.worker();
        return List.copyOf(plan.rules);
    }

    /** Returns the rules of people with the command line. */
    public static List<AclRule> ofOperator(String prefix) {
        AclPlan plan = new AclPlan(prefix, "");
        plan.operator();
        return List.copyOf(plan.rules);
    }

    private void service(Service service) {
        String name = service.name();
        starts(name);
        topics(
                name,
                Stream.concat(service.inputs().stream(), service.gaugeTables().stream())
                        .distinct()
                        .toList(),
                READ);
        topics(
                name,
                Stream.concat(service.outputs().stream(), writtenBy(name).stream())
                        .distinct()
                        .toList(),
                WRITE);
        changelogs(service)
                .forEach(changelog -> allow(name, TOPIC, LITERAL, changelog, CREATE, READ, WRITE));
    }

    private void worker() {
        starts(LlmWorker.NAME);
        topics(LlmWorker.NAME, WorkerTopics.inputs(), READ);
        topics(LlmWorker.NAME, writtenBy(LlmWorker.NAME), WRITE);
    }

    private void operator() {
        allow(OPERATOR, TOPIC, PREFIXED, prefix, READ, DESCRIBE, DESCRIBE_CONFIGS);
        topics(OPERATOR, writtenBy(COMMAND_LINE), WRITE);
    }

    /** Every service compares the topics at its start, joins its group, and writes transactions. */
    private void starts(String name) {
        allow(name, TOPIC, PREFIXED, prefix, DESCRIBE, DESCRIBE_CONFIGS);
        allow(name, GROUP, LITERAL, prefix + name, READ);
        allow(name, TRANSACTIONAL_ID, PREFIXED, prefix + name + "-", WRITE);
    }

    private void topics(String role, Collection<Topic> topics, AclOperation operation) {
        topics.stream()
                .map(topic -> prefix + topic.name())
                .sorted()
                .forEach(name -> allow(role, TOPIC, LITERAL, name, operation));
    }

    private void allow(
            String role,
            ResourceType type,
            PatternType pattern,
            String name,
            AclOperation... operations) {
        rules.add(new AclRule(principals + role, type, pattern, name, List.of(operations)));
    }

    private static List<Topic> writtenBy(String writer) {
        return Topics.all().stream().filter(topic -> topic.writers().contains(writer)).toList();
    }

    /** Returns the topics that Kafka Streams creates for the stores of the service. */
    private List<String> changelogs(Service service) {
        ServiceContext context =
                new ServiceContext(
                        prefix,
                        EventSerde.local(),
                        new RowSerde(),
                        new LoopMeters(new SimpleMeterRegistry()),
                        Duration.ofSeconds(1));
        return service.build(context).describe().subtopologies().stream()
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Processor.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Processor) node).stores().stream())
                .distinct()
                .sorted()
                .map(store -> "%s%s-%s-changelog".formatted(prefix, service.name(), store))
                .toList();
    }
}

package metatextgrad.cli.ops;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import metatextgrad.cli.access.AclRule;
import metatextgrad.cli.cluster.DeniedAccess;
import metatextgrad.cli.text.View;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * The ACLs of a system. As text they are commands, one for equal rights of one principal, or
 * resources of Strimzi.
 *
 * @param strimziCluster the cluster that the resources name; null for commands
 */
public record TopicAclsView(
        String bootstrapServers, @Nullable String strimziCluster, List<AclRule> acls)
        implements View {
    public TopicAclsView {
        acls = List.copyOf(acls);
    }

    @Override
    public List<String> text() {
        if (strimziCluster != null) return new KafkaUserYaml(strimziCluster).lines(acls);
        Map<Rights, List<String>> names = new LinkedHashMap<>();
        for (AclRule acl : acls)
            names.computeIfAbsent(Rights.of(acl), rights -> new ArrayList<>()).add(acl.name());
        return names.entrySet().stream()
                .map(entry -> command(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String command(Rights rights, List<String> names) {
        String option = option(rights.type);
        return "kafka-acls.sh --bootstrap-server %s --add --allow-principal %s %s%s%s"
                .formatted(
                        quoted(bootstrapServers),
                        quoted(rights.principal),
                        rights.operations.stream()
                                .map(operation -> "--operation " + DeniedAccess.word(operation))
                                .collect(joining(" ")),
                        rights.pattern == PatternType.PREFIXED
                                ? " --resource-pattern-type prefixed"
                                : "",
                        names.stream()
                                .map(name -> " %s %s".formatted(option, quoted(name)))
                                .collect(joining()));
    }

    /** Principals may contain blanks, as names of certificates do. */
    private static String quoted(String text) {
        return text.matches("[\\w.:,/@=-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static String option(ResourceType type) {
        return "--" + lower(type).replace('_', '-');
    }

    static String lower(ResourceType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private record Rights(
            String principal,
            ResourceType type,
            PatternType pattern,
            List<AclOperation> operations) {
        static Rights of(AclRule acl) {
            return new Rights(acl.principal(), acl.type(), acl.pattern(), acl.operations());
        }
    }
}

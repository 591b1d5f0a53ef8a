package metatextgrad.cli.ops;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import metatextgrad.cli.access.AclRule;
import metatextgrad.cli.cluster.DeniedAccess;
import metatextgrad.process.Exit;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * ACLs as KafkaUser resources of Strimzi, one for each principal. Strimzi removes rules that its
 * resources do not have, so commands of kafka-acls.sh would not last there.
 *
 * @param cluster name of the Kafka resource
 */
record KafkaUserYaml(String cluster) {
    private static final String USER = "User:";
    private static final String CERTIFICATE = "CN=";
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /**
     * Returns the lines of all resources.
     *
     * @throws metatextgrad.process.EnvironmentProblem if Kubernetes does not allow a name
     */
    List<String> lines(List<AclRule> acls) {
        Map<String, List<AclRule>> byPrincipal = new LinkedHashMap<>();
        for (AclRule acl : acls)
            byPrincipal.computeIfAbsent(acl.principal(), of -> new ArrayList<>()).add(acl);
        List<String> lines = new ArrayList<>();
        byPrincipal.forEach((principal, rules) -> add(lines, principal, rules));
        return lines;
    }

    private void add(List<String> lines, String principal, List<AclRule> rules) {
        String user = principal.substring(principal.indexOf(':') + 1);
        boolean certificate = user.startsWith(CERTIFICATE);
        String name = certificate ? user.substring(CERTIFICATE.length()) : user;
        if (!principal.startsWith(USER) || !NAME.matcher(name).matches())
            throw Exit.USAGE.problem(
                    "a KafkaUser cannot be named '%s': use a --principal-prefix of a-z, 0-9, - and ., such as mtg- or User:CN=mtg-",
                    name);
        lines.addAll(
                List.of(
                        "---",
                        "apiVersion: kafka.strimzi.io/v1",
                        "kind: KafkaUser",
                        "metadata:",
                        "  name: " + name,
                        "  labels: {strimzi.io/cluster: " + cluster + "}",
                        "spec:",
                        "  authentication: {type: " + (certificate ? "tls" : "scram-sha-512") + "}",
                        "  authorization:",
                        "    type: simple",
                        "    acls:"));
        rules.forEach(rule -> lines.add("      - " + rule(rule)));
    }

    private static String rule(AclRule rule) {
        return "{resource: {type: %s, name: \"%s\", patternType: %s}, operations: [%s]}"
                .formatted(
                        type(rule.type()),
                        rule.name(),
                        rule.pattern() == PatternType.PREFIXED ? "prefix" : "literal",
                        rule.operations().stream().map(DeniedAccess::word).collect(joining(", ")));
    }

    private static String type(ResourceType type) {
        return type == ResourceType.TRANSACTIONAL_ID
                ? "transactionalId"
                : TopicAclsView.lower(type);
    }
}

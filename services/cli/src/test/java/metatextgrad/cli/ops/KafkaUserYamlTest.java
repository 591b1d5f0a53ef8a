package metatextgrad.cli.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metatextgrad.cli.access.AclPlan;
import metatextgrad.cli.access.AclRule;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

final class KafkaUserYamlTest {
    private static final Map<String, ResourceType> TYPES =
            Map.of(
                    "topic", ResourceType.TOPIC,
                    "group", ResourceType.GROUP,
                    "transactionalId", ResourceType.TRANSACTIONAL_ID);
    private static final Map<String, AclOperation> OPERATIONS =
            Map.of(
                    "Read", AclOperation.READ,
                    "Write", AclOperation.WRITE,
                    "Create", AclOperation.CREATE,
                    "Describe", AclOperation.DESCRIBE,
                    "DescribeConfigs", AclOperation.DESCRIBE_CONFIGS);

    @Test
    void shouldGrantExactlyTheRulesOfThePlan() throws Exception {
        List<AclRule> plan = AclPlan.of(StreamServices.all(), "mtg.", "mtg-");
        List<AclRule> read = new ArrayList<>();
        for (JsonNode user : resources(plan)) {
            assertThat(user.at("/metadata/labels").get("strimzi.io/cluster").asText())
                    .isEqualTo("events");
            assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("scram-sha-512");
            assertThat(user.at("/spec/authorization/type").asText()).isEqualTo("simple");
            for (JsonNode acl : user.at("/spec/authorization/acls"))
                read.add(rule("User:" + user.at("/metadata/name").asText(), acl));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(plan);
    }

    @Test
    void shouldNameOneUserForEachPrincipal() throws Exception {
        assertThat(resources(AclPlan.of(StreamServices.all(), "mtg.", "User:CN=mtg-")))
                .extracting(user -> user.at("/metadata/name").asText())
                .doesNotHaveDuplicates()
                .contains("mtg-intake", "mtg-llm-worker", "mtg-topics", "mtg-operator");
    }

    @Test
    void shouldUseCertificatesForNamesOfCertificates() throws Exception {
        assertThat(resources(AclPlan.of(StreamServices.all(), "mtg.", "User:CN=mtg-")))
                .extracting(user -> user.at("/spec/authentication/type").asText())
                .containsOnly("tls");
    }

    @Test
    void shouldRefuseANameThatKubernetesDoesNotAllow() {
        assertThatThrownBy(() -> lines(AclPlan.of(StreamServices.all(), "mtg.", "Team_")))
                .isInstanceOfSatisfying(
                        EnvironmentProblem.class,
                        problem -> assertThat(problem.exit()).isEqualTo(Exit.USAGE))
                .hasMessageStartingWith("a KafkaUser cannot be named 'Team_intake': use a ");
    }

    private static AclRule rule(String principal, JsonNode acl) {
        List<AclOperation> operations = new ArrayList<>();
        acl.get("operations").forEach(word -> operations.add(OPERATIONS.get(word.asText())));
        return new AclRule(
                principal,
                TYPES.get(acl.at("/resource/type").asText()),
                acl.at("/resource/patternType").asText().equals("prefix")
                        ? PatternType.PREFIXED
                        : PatternType.LITERAL,
                acl.at("/resource/name").asText(),
                operations);
    }

    private static List<JsonNode> resources(List<AclRule> acls) throws Exception {
        try (MappingIterator<JsonNode> all =
                new ObjectMapper(new YAMLFactory())
                        .readerFor(JsonNode.class)
                        .readValues(String.join("\n", lines(acls)))) {
            return all.readAll();
        }
    }

    private static List<String> lines(List<AclRule> acls) {
        return new TopicAclsView("kafka:9093", "events", acls).text();
    }
}

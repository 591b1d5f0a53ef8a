package metatextgrad.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import metatextgrad.cli.ops.TopicAclsView;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.topics.Topic;
import metatextgrad.topics.Topics;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

final class AclPlanTest {
    /**
     * All ACLs, as an operator sees them change. It fails on purpose when a topic or a reader is
     * added: brokers with ACLs need the new ones before the upgrade. Then run it once more with
     * {@code -Dgolden.update=true}.
     */
    @Test
    void shouldPrintExactlyTheseCommands() throws IOException {
        Path golden = Path.of("src/test/resources/acls.txt");
        String printed =
                String.join(
                                "\n",
                                new TopicAclsView("kafka:9093", null, plan("mtg.", "mtg-")).text())
                        + "\n";
        if (Boolean.getBoolean("golden.update")) Files.writeString(golden, printed);
        assertThat(printed).isEqualTo(Files.readString(golden));
    }

    @Test
    void shouldPrefixResourcesAndPrincipals() {
        List<AclRule> acls = plan("team-a.", "User:CN=team-a-");
        assertThat(acls)
                .allMatch(acl -> acl.principal().startsWith("User:CN=team-a-"))
                .allMatch(acl -> acl.name().startsWith("team-a."))
                .contains(
                        new AclRule(
                                "User:CN=team-a-loss",
                                ResourceType.GROUP,
                                PatternType.LITERAL,
                                "team-a.loss",
                                List.of(AclOperation.READ)));
    }

    @Test
    void shouldLetOnlyWritersWrite() {
        for (Topic topic : Topics.all()) {
            List<String> wanted =
                    topic.writers().stream()
                            .map(writer -> writer.equals("mtg") ? AclPlan.OPERATOR : writer)
                            .map("User:"::concat)
                            .sorted()
                            .toList();
            assertThat(
                            plan("", "").stream()
                                    .filter(acl -> acl.type() == ResourceType.TOPIC)
                                    .filter(acl -> acl.covers(topic.name()))
                                    .filter(acl -> acl.operations().contains(AclOperation.WRITE))
                                    .map(AclRule::principal)
                                    .sorted())
                    .as(topic.name())
                    .containsExactlyElementsOf(wanted);
        }
    }

    @Test
    void shouldQuoteANameWithBlanks() {
        AclRule acl =
                new AclRule(
                        "User:CN=it's mtg",
                        ResourceType.TRANSACTIONAL_ID,
                        PatternType.PREFIXED,
                        "mtg.loss-",
                        List.of(AclOperation.WRITE, AclOperation.DESCRIBE_CONFIGS));
        assertThat(new TopicAclsView("a:1,b:2", null, List.of(acl)).text())
                .containsExactly(
                        "kafka-acls.sh --bootstrap-server a:1,b:2 --add --allow-principal 'User:CN=it'\\''s mtg' --operation Write --operation DescribeConfigs --resource-pattern-type prefixed --transactional-id mtg.loss-");
    }

    private static List<AclRule> plan(String prefix, String principals) {
        return AclPlan.of(StreamServices.all(), prefix, principals);
    }
}

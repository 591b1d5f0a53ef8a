package metatextgrad.embedded.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What {@code mtg topics acls -o json} prints, for Kafka's client. */
final class PrintedAcls {
    private PrintedAcls() {}

    static List<AclBinding> bindings(JsonNode printed) {
        List<AclBinding> bindings = new ArrayList<>();
        for (JsonNode acl : printed.get("acls"))
            for (JsonNode operation : acl.get("operations")) bindings.add(binding(acl, operation));
        return bindings;
    }

    private static AclBinding binding(JsonNode acl, JsonNode operation) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.fromString(acl.get("type").asText()),
                        acl.get("name").asText(),
                        PatternType.valueOf(acl.get("pattern").asText().toUpperCase(Locale.ROOT))),
                new AccessControlEntry(
                        acl.get("principal").asText(),
                        "*",
                        AclOperation.fromString(operation.asText()),
                        AclPermissionType.ALLOW));
    }
}

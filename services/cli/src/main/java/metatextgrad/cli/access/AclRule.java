package metatextgrad.cli.access;

import java.util.List;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What a principal may do with one resource, from any host.
 *
 * @param principal with its type, such as {@code User:mtg-intake}
 * @param name of the resource, or what its name begins with
 */
public record AclRule(
        String principal,
        ResourceType type,
        PatternType pattern,
        String name,
        List<AclOperation> operations) {
    public AclRule {
        operations = List.copyOf(operations);
    }

    /** Returns whether it is about the resource of this name and of its type. */
    boolean covers(String resource) {
        return pattern == PatternType.PREFIXED ? resource.startsWith(name) : resource.equals(name);
    }
}

package metatextgrad.wire.registry;

import io.apicurio.registry.resolver.client.RegistryArtifactReference;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.rest.client.RegistryClient;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The registry's client; a request that fails for a passing reason is sent again. */
final class RetryingRegistryClient implements RegistryClientFacade {
    private final RegistryClientFacade registry;
    private final RegistryRetry retry;
    private final AbsentSchemas byContent;
    private final AbsentSchemas byGlobal;

    RetryingRegistryClient(RegistryClientFacade registry, RegistryRetry retry, Time time) {
        this.registry = registry;
        this.retry = retry;
        byContent = new AbsentSchemas(time);
        byGlobal = new AbsentSchemas(time);
    }

    @Override
    public String getSchemaByContentId(Long contentId) {
        return byContent.unlessAbsent(
                contentId, () -> retry.ask(() -> registry.getSchemaByContentId(contentId)));
    }

    @Override
    public String getSchemaByGlobalId(long globalId, boolean dereferenced) {
        return byGlobal.unlessAbsent(
                globalId,
                () -> retry.ask(() -> registry.getSchemaByGlobalId(globalId, dereferenced)));
    }

    @Override
    public String getSchemaByGAV(String group, String artifact, String version) {
        return retry.ask(() -> registry.getSchemaByGAV(group, artifact, version));
    }

    @Override
    public String getSchemaByContentHash(String hash) {
        return retry.ask(() -> registry.getSchemaByContentHash(hash));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentId(long contentId) {
        return retry.ask(() -> registry.getReferencesByContentId(contentId));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGlobalId(long globalId) {
        return retry.ask(() -> registry.getReferencesByGlobalId(globalId));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGAV(
            String group, String artifact, String version) {
        return retry.ask(() -> registry.getReferencesByGAV(group, artifact, version));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentHash(String hash) {
        return retry.ask(() -> registry.getReferencesByContentHash(hash));
    }

    @Override
    public List<RegistryVersionCoordinates> searchVersionsByContent(
            String schema, String type, ArtifactReference reference, boolean canonical) {
        return retry.ask(
                () -> registry.searchVersionsByContent(schema, type, reference, canonical));
    }

    @Override
    public RegistryVersionCoordinates createSchema(
            String type,
            String group,
            String artifact,
            @Nullable String version,
            String ifExists,
            boolean canonical,
            String schema,
            Set<RegistryArtifactReference> references) {
        return retry.ask(
                () ->
                        registry.createSchema(
                                type,
                                group,
                                artifact,
                                version,
                                ifExists,
                                canonical,
                                schema,
                                references));
    }

    @Override
    public RegistryVersionCoordinates getVersionCoordinatesByGAV(
            String group, String artifact, @Nullable String version) {
        return retry.ask(() -> registry.getVersionCoordinatesByGAV(group, artifact, version));
    }

    /** For what the serializers do not need. */
    <T> T ask(Function<RegistryClient, T> call) {
        return retry.ask(() -> call.apply((RegistryClient) registry.getClient()));
    }

    @Override
    public Object getClient() {
        return registry.getClient();
    }
}

package metatextgrad.wire;

import io.apicurio.registry.resolver.client.RegistryArtifactReference;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.client.RegistryVersionCoordinates;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.rest.client.RegistryClient;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The registry's client, asked with patience. */
final class PatientRegistry implements RegistryClientFacade {
    private final RegistryClientFacade registry;
    private final Patience patience;
    private final AbsentSchemas byContent;
    private final AbsentSchemas byGlobal;

    PatientRegistry(RegistryClientFacade registry, Patience patience, Time time) {
        this.registry = registry;
        this.patience = patience;
        byContent = new AbsentSchemas(time);
        byGlobal = new AbsentSchemas(time);
    }

    @Override
    public String getSchemaByContentId(Long contentId) {
        return byContent.unlessAbsent(
                contentId, () -> patience.ask(() -> registry.getSchemaByContentId(contentId)));
    }

    @Override
    public String getSchemaByGlobalId(long globalId, boolean dereferenced) {
        return byGlobal.unlessAbsent(
                globalId,
                () -> patience.ask(() -> registry.getSchemaByGlobalId(globalId, dereferenced)));
    }

    @Override
    public String getSchemaByGAV(String group, String artifact, String version) {
        return patience.ask(() -> registry.getSchemaByGAV(group, artifact, version));
    }

    @Override
    public String getSchemaByContentHash(String hash) {
        return patience.ask(() -> registry.getSchemaByContentHash(hash));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentId(long contentId) {
        return patience.ask(() -> registry.getReferencesByContentId(contentId));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGlobalId(long globalId) {
        return patience.ask(() -> registry.getReferencesByGlobalId(globalId));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByGAV(
            String group, String artifact, String version) {
        return patience.ask(() -> registry.getReferencesByGAV(group, artifact, version));
    }

    @Override
    public List<RegistryArtifactReference> getReferencesByContentHash(String hash) {
        return patience.ask(() -> registry.getReferencesByContentHash(hash));
    }

    @Override
    public List<RegistryVersionCoordinates> searchVersionsByContent(
            String schema, String type, ArtifactReference reference, boolean canonical) {
        return patience.ask(
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
        return patience.ask(
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
        return patience.ask(() -> registry.getVersionCoordinatesByGAV(group, artifact, version));
    }

    /** For what the serializers do not need. */
    <T> T ask(Function<RegistryClient, T> call) {
        return patience.ask(() -> call.apply((RegistryClient) registry.getClient()));
    }

    @Override
    public Object getClient() {
        return registry.getClient();
    }
}

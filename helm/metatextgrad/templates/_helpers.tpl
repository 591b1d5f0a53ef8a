{{- /* Short enough for the names of pods and of their volumes. */ -}}
{{- define "metatextgrad.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "metatextgrad.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "metatextgrad.labels" -}}
{{ include "metatextgrad.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "metatextgrad.image" -}}
image: {{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end -}}

{{- /* What every command that talks to Kafka needs. */ -}}
{{- define "metatextgrad.environment" -}}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: APICURIO_REGISTRY_URL
  value: {{ .Values.registry.url | quote }}
{{- with .Values.registry.caSecret }}
- name: MTG_REGISTRY_TRUSTSTORE
  value: /etc/registry-ca/ca.crt
{{- end }}
{{- range $name, $value := .Values.settings }}
- name: {{ $name }}
  {{- /* Helm reads 2000000 as a float; as text that is 2e+06, as JSON 2000000. */}}
  value: {{ if kindIs "string" $value }}{{ $value | quote }}{{ else }}{{ $value | toJson | quote }}{{ end }}
{{- end }}
{{- end -}}

{{- /* Takes the chart as root, and the name of the user: the job alone registers schemas. */ -}}
{{- define "metatextgrad.secrets" -}}
{{- $registry := .root.Values.registry -}}
{{- $client := ternary (default $registry.existingSecret $registry.jobSecret) $registry.existingSecret (eq .name "topics") -}}
{{- $sources := list -}}
{{- range compact (list .root.Values.kafka.existingSecret $client) -}}
{{- $sources = append $sources (dict "secretRef" (dict "name" .)) -}}
{{- end -}}
{{- with concat $sources .root.Values.extraEnvFrom -}}
envFrom:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- /* Credentials of Kafka, from secrets in Strimzi's form. Takes the chart as root, and the name of the user. */ -}}
{{- define "metatextgrad.kafkaUser" -}}
{{- $auth := .root.Values.kafka.auth -}}
{{- if $auth.userPerService }}{{ printf "%s-%s" $auth.userSecret .name }}{{ else }}{{ $auth.userSecret }}{{ end }}
{{- end -}}

{{- define "metatextgrad.kafkaAuth" -}}
{{- $auth := .root.Values.kafka.auth -}}
{{- /* What settings state comes first: a public authority needs no secret, and PLAIN has users too. */ -}}
{{- $settings := .root.Values.settings -}}
{{- if and (or $auth.type $auth.clusterCaSecret) (not (hasKey $settings "KAFKA_SECURITY_PROTOCOL")) }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ if ne $auth.type "scram-sha-512" }}SSL{{ else if $auth.clusterCaSecret }}SASL_SSL{{ else }}SASL_PLAINTEXT{{ end }}
{{- end }}
{{- with $auth.clusterCaSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PKCS12
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/kafka-ca/ca.p12
- name: KAFKA_SSL_TRUSTSTORE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ . }}, key: ca.password}
{{- end }}
{{- if eq $auth.type "tls" }}
- name: KAFKA_SSL_KEYSTORE_TYPE
  value: PKCS12
- name: KAFKA_SSL_KEYSTORE_LOCATION
  value: /etc/kafka-user/user.p12
- name: KAFKA_SSL_KEYSTORE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ include "metatextgrad.kafkaUser" . }}, key: user.password}
{{- else if eq $auth.type "scram-sha-512" }}
{{- if not (hasKey $settings "KAFKA_SASL_MECHANISM") }}
- name: KAFKA_SASL_MECHANISM
  value: SCRAM-SHA-512
{{- end }}
- name: KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef: {name: {{ include "metatextgrad.kafkaUser" . }}, key: sasl.jaas.config}
{{- end }}
{{- with .root.Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /* Volumes of every command that talks to Kafka, and where they are mounted. */ -}}
{{- define "metatextgrad.mounts" -}}
{{- if .root.Values.kafka.auth.clusterCaSecret }}
- {name: kafka-ca, mountPath: /etc/kafka-ca, readOnly: true}
{{- end }}
{{- if eq .root.Values.kafka.auth.type "tls" }}
- {name: kafka-user, mountPath: /etc/kafka-user, readOnly: true}
{{- end }}
{{- if .root.Values.registry.caSecret }}
- {name: registry-ca, mountPath: /etc/registry-ca, readOnly: true}
{{- end }}
{{- if .root.Values.plugins.volume }}
- {name: plugins, mountPath: /plugins, readOnly: true}
{{- end }}
{{- with .root.Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "metatextgrad.volumes" -}}
{{- with .root.Values.kafka.auth.clusterCaSecret }}
- name: kafka-ca
  secret:
    secretName: {{ . }}
    items:
      - {key: ca.p12, path: ca.p12}
{{- end }}
{{- if eq .root.Values.kafka.auth.type "tls" }}
- name: kafka-user
  secret:
    secretName: {{ include "metatextgrad.kafkaUser" . }}
    items:
      - {key: user.p12, path: user.p12}
{{- end }}
{{- with .root.Values.registry.caSecret }}
- name: registry-ca
  secret:
    secretName: {{ . }}
    items:
      - {key: ca.crt, path: ca.crt}
{{- end }}
{{- with .root.Values.plugins.volume }}
- name: plugins
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .root.Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- /* The pod security standard "restricted". */ -}}
{{- define "metatextgrad.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  {{- if not .Values.openshift.enabled }}
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- /* Address and keys of the models, for the only pods that call them. */ -}}
{{- define "metatextgrad.models" -}}
{{- if .Values.llm.baseUrl }}
- name: OPENAI_BASE_URL
  value: {{ .Values.llm.baseUrl | quote }}
{{- else if .Values.simulator.enabled }}
- name: OPENAI_BASE_URL
  value: http://{{ include "metatextgrad.fullname" . }}-simulator:8089/v1
{{- end }}
{{- if .Values.llm.existingSecret }}
- name: OPENAI_API_KEY_FILE
  value: /etc/llm/OPENAI_API_KEY
{{- end }}
{{- with .Values.llm.servers }}
- name: MTG_MODEL_SERVERS
  value: {{ include "metatextgrad.servers" . | quote }}
{{- $secrets := dict }}
{{- range . }}
{{- if .keyVariable }}
{{- $other := get $secrets .keyVariable }}
{{- if not $other }}
{{- $_ := set $secrets .keyVariable .existingSecret }}
- name: {{ .keyVariable }}
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret }}, key: {{ .keyVariable }}}
{{- /* A variable has one value: the key in it would go to both servers. */}}
{{- else if ne $other .existingSecret }}
{{- fail (printf "llm.servers: %s is in the secrets %s and %s; name a keyVariable for each" .keyVariable $other .existingSecret) }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* The value of MTG_MODEL_SERVERS. */ -}}
{{- define "metatextgrad.servers" -}}
{{- range $i, $server := . }}{{ if $i }}, {{ end }}{{ $server.baseUrl }}{{ with $server.keyVariable }} {{ . }}{{ end }}{{ end }}
{{- end -}}

{{- define "metatextgrad.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end -}}

{{- /* Of every pod. Service links would put MTG_*_PORT and KAFKA_PORT into the environment, which are not settings. */ -}}
{{- define "metatextgrad.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{ include "metatextgrad.podSecurity" . }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}


{{- /* Takes the chart as root, and the name of the service. */ -}}
{{- define "metatextgrad.spread" -}}
{{- $own := dict "matchLabels" (merge (dict "app.kubernetes.io/component" .name) (include "metatextgrad.selector" .root | fromYaml)) -}}
{{- with .root.Values.topologySpreadConstraints -}}
topologySpreadConstraints:
  {{- range . }}
  {{- /* A selector of yours stays as it is; merge would change the values that all services share. */}}
  {{- $entry := . }}
  {{- if not .labelSelector }}{{ $entry = merge (dict "labelSelector" $own) . }}{{ end }}
  {{- toYaml (list $entry) | nindent 2 }}
  {{- end }}
{{- end }}
{{- end -}}

{{- /* The port of an address. */ -}}
{{- define "metatextgrad.port" -}}
{{- with regexFind "^https?://[^/]*:[0-9]+" . -}}{{ regexFind "[0-9]+$" . }}
{{- else -}}{{ hasPrefix "https:" . | ternary "443" "80" }}
{{- end -}}
{{- end -}}

{{- /* Addresses whose ports the network policy does not allow, a line each. */ -}}
{{- define "metatextgrad.blocked" -}}
{{- $policy := .Values.networkPolicy -}}
{{- if $policy.enabled -}}
{{- $named := list -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $named = append $named (list (trim .) (regexFind "[0-9]+$" (trim .)) "kafka") -}}
{{- end -}}
{{- range compact (list .Values.registry.url .Values.settings.MTG_REGISTRY_TOKEN_URL) -}}
{{- $named = append $named (list . (include "metatextgrad.port" .) "registry") -}}
{{- end -}}
{{- $models := list .Values.llm.baseUrl -}}
{{- range .Values.llm.servers }}{{ $models = append $models .baseUrl }}{{ end -}}
{{- range compact $models -}}
{{- $named = append $named (list . (include "metatextgrad.port" .) "models") -}}
{{- end -}}
{{- range .Values.extraEnv -}}
{{- if and (hasPrefix "OTEL_EXPORTER_OTLP" .name) (hasPrefix "http" (default "" .value)) -}}
{{- $named = append $named (list .value (include "metatextgrad.port" .value) "traces") -}}
{{- end -}}
{{- end -}}
{{- range $named -}}
{{- if not (has (index . 1) (toStrings (get $policy (index . 2)).ports)) }}
{{ index . 0 }}: add {{ index . 1 }} to networkPolicy.{{ index . 2 }}.ports
{{- end -}}
{{- end -}}
{{- if and .Values.gateway.oidcSecret (not $policy.oidc.ports) }}
the provider of gateway.oidcSecret: add its port to networkPolicy.oidc.ports
{{- end -}}
{{- end -}}
{{- end -}}

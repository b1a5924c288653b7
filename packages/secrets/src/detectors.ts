import type { SecretDetector } from './detector.ts';
import { age } from './detectors/age.ts';
import { anthropic } from './detectors/anthropic.ts';
import { artifactory } from './detectors/artifactory.ts';
import { atlassian } from './detectors/atlassian.ts';
import { auth0 } from './detectors/auth0.ts';
import { aws } from './detectors/aws.ts';
import { azure } from './detectors/azure.ts';
import { buildkite } from './detectors/buildkite.ts';
import { circleCi } from './detectors/circleci.ts';
import { cloudflare } from './detectors/cloudflare.ts';
import { cratesIo } from './detectors/crates-io.ts';
import { databricks } from './detectors/databricks.ts';
import { datadog } from './detectors/datadog.ts';
import { digitalOcean } from './detectors/digitalocean.ts';
import { discord } from './detectors/discord.ts';
import { docker } from './detectors/docker.ts';
import { doppler } from './detectors/doppler.ts';
import { figma } from './detectors/figma.ts';
import { fly } from './detectors/fly.ts';
import { generic } from './detectors/generic.ts';
import { github } from './detectors/github.ts';
import { gitlab } from './detectors/gitlab.ts';
import { googleCloud } from './detectors/google.ts';
import { grafana } from './detectors/grafana.ts';
import { groq } from './detectors/groq.ts';
import { heroku } from './detectors/heroku.ts';
import { huggingFace } from './detectors/hugging-face.ts';
import { infisical } from './detectors/infisical.ts';
import { langSmith } from './detectors/langsmith.ts';
import { linear } from './detectors/linear.ts';
import { mailgun } from './detectors/mailgun.ts';
import { microsoftTeams } from './detectors/microsoft-teams.ts';
import { mongodbAtlas } from './detectors/mongodb-atlas.ts';
import { neon } from './detectors/neon.ts';
import { netlify } from './detectors/netlify.ts';
import { newRelic } from './detectors/new-relic.ts';
import { notion } from './detectors/notion.ts';
import { npm } from './detectors/npm.ts';
import { okta } from './detectors/okta.ts';
import { onePassword } from './detectors/one-password.ts';
import { openai } from './detectors/openai.ts';
import { openShift } from './detectors/openshift.ts';
import { planetScale } from './detectors/planetscale.ts';
import { postman } from './detectors/postman.ts';
import { pulumi } from './detectors/pulumi.ts';
import { pypi } from './detectors/pypi.ts';
import { replicate } from './detectors/replicate.ts';
import { rubyGems } from './detectors/rubygems.ts';
import { salesforce } from './detectors/salesforce.ts';
import { sendGrid } from './detectors/sendgrid.ts';
import { sentry } from './detectors/sentry.ts';
import { shopify } from './detectors/shopify.ts';
import { slack } from './detectors/slack.ts';
import { sonarQube } from './detectors/sonarqube.ts';
import { square } from './detectors/square.ts';
import { stripe } from './detectors/stripe.ts';
import { supabase } from './detectors/supabase.ts';
import { tailscale } from './detectors/tailscale.ts';
import { telegram } from './detectors/telegram.ts';
import { terraformCloud } from './detectors/terraform-cloud.ts';
import { tines } from './detectors/tines.ts';
import { twilio } from './detectors/twilio.ts';
import { vault } from './detectors/vault.ts';
import { vercel } from './detectors/vercel.ts';
import { xai } from './detectors/xai.ts';

/** Every detector, sorted by id. */
export const detectors: readonly SecretDetector[] = [
  age,
  anthropic,
  artifactory,
  atlassian,
  auth0,
  aws,
  azure,
  buildkite,
  circleCi,
  cloudflare,
  cratesIo,
  databricks,
  datadog,
  digitalOcean,
  discord,
  docker,
  doppler,
  figma,
  fly,
  generic,
  github,
  gitlab,
  googleCloud,
  grafana,
  groq,
  heroku,
  huggingFace,
  infisical,
  langSmith,
  linear,
  mailgun,
  microsoftTeams,
  mongodbAtlas,
  neon,
  netlify,
  newRelic,
  notion,
  npm,
  okta,
  onePassword,
  openai,
  openShift,
  planetScale,
  postman,
  pulumi,
  pypi,
  replicate,
  rubyGems,
  salesforce,
  sendGrid,
  sentry,
  shopify,
  slack,
  sonarQube,
  square,
  stripe,
  supabase,
  tailscale,
  telegram,
  terraformCloud,
  tines,
  twilio,
  vault,
  vercel,
  xai,
]
  .flat()
  .toSorted((a, b) => (a.id < b.id ? -1 : 1));

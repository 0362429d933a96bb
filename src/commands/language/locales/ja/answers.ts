import type { Dictionary } from '../dictionary.ts';

/** What the bot answers, and what the shell prints. */
export const answers: Dictionary = {
  // Details below a picture
  seed: 'シード',
  wildcards: 'ワイルドカード',
  variation: '変化',
  start: '開始点',
  steps: 'ステップ',
  sampler: 'サンプラー',
  guidance: 'ガイダンス',
  negative: 'ネガティブ',
  mask: 'マスク',
  model: 'モデル',
  time: '時間',
  'same bytes': '同じバイト',

  // Buttons
  Delete: '削除',
  Share: '共有',
  'Change one thing': '一か所変える',
  'Add as server emoji': 'サーバーの絵文字に追加',
  'Add as sticker': 'スタンプに追加',
  'Choose one of the pictures': '絵を一枚選ぶ',
  Reroll: 'もう一度',
  Vary: '変化',
  Upscale: '拡大',
  Turn: '回す',
  'Near–Far': '近く–遠く',
  Film: '動画',
  Settings: '設定',
  Cancel: 'キャンセル',
  'Choose one': '一枚選ぶ',
  'Show it to me': '自分に見せる',

  // Progress
  '{{n}}st': '{{n}}番目',
  '{{n}}nd': '{{n}}番目',
  '{{n}}rd': '{{n}}番目',
  '{{n}}th': '{{n}}番目',
  'Your picture is next.': '次はあなたの絵です。',
  'You are {{place}} in line.': 'あなたの順番は{{place}}です。',
  'Your picture is next, about {{time}}.': '次はあなたの絵です。約{{time}}後です。',
  'You are {{place}} in line, about {{time}}.': 'あなたの順番は{{place}}です。あと約{{time}}です。',
  'Drawing: {{step}}.': '描画中：{{step}}。',
  'Drawing: {{step}}, {{time}} left.': '描画中：{{step}}、残り{{time}}。',
  'The clean estimates of {{steps}}.': 'ノイズのない推定：{{steps}}。',
  'The engine is starting. Your answer comes after that.': 'エンジンを起動しています。そのあとで答えます。',
  'One moment: I am at it.': '少々お待ちください。取りかかっています。',
  'From noise to picture': 'ノイズから絵へ',
  'then {{count}} to enlarge': '次に拡大{{count}}',
  '{{step}}, {{time}} left': '{{step}}、残り{{time}}',
  'step {{last}} of {{total}}': 'ステップ {{last}}/{{total}}',
  'steps {{first}}–{{last}} of {{total}}': 'ステップ {{first}}–{{last}}/{{total}}',
  'enlarging {{last}} of {{total}}': '拡大 {{last}}/{{total}}',
  'enlarging {{first}}–{{last}} of {{total}}': '拡大 {{first}}–{{last}}/{{total}}',

  // Requests and files of chats
  '{{name}} is too large: {{max}} MB is the most.': '{{name}}は大きすぎます。上限は{{max}} MBです。',
  'Send a smaller copy: 256 pixels a side are plenty.':
    'もっと小さいコピーを送ってください。一辺256ピクセルで十分です。',
  '{{name}} could not be fetched from {{platform}}.': '{{name}}を{{platform}}から取得できませんでした。',
  'Please attach it again.': 'もう一度添付してください。',
  'I was stopped each time I began with this.': 'これを始めるたびに停止させられました。',
  'Please ask again, with less at once or with a smaller file.':
    '一度に頼む量を減らすか、小さいファイルで、もう一度頼んでください。',
  'I was stopped before I could answer this.': '答える前に停止させられました。',
  'Please look whether it is done, and ask again if it is not.':
    'できているか確かめて、まだならもう一度頼んでください。',
  'Stridebot was stopped before it could answer this.': '答える前にStridebotが停止しました。',
  'Please send it again.': 'もう一度送ってください。',
  'There is nothing at this address.': 'このアドレスには何もありません。',
  'Something went wrong on our side.': 'こちらで問題が起きました。',
  'Please try again.': 'もう一度お試しください。',
  'This model has no pictures of what it knows.': 'このモデルには、知っているものの絵がありません。',
  'There is nothing here, or it is no longer kept.': 'ここには何もないか、もう保存されていません。',
  'Asked for by {{person}}': '依頼：{{person}}',
  'This picture may not be for everybody, so it is shown only to who asks for it.':
    'この絵は見る人を選ぶかもしれないので、求めた人にだけ見せます。',

  // Shell
  'also ask for what adding emoji and stickers needs': '絵文字とスタンプの追加に必要な権限も求める',
  'Print the app manifest (JSON) to paste into Slack under "From a manifest".':
    'Slackの "From a manifest" に貼り付けるアプリのマニフェスト（JSON）を表示します。',
  'Slack sends requests to this https address; without it the bot connects by Socket Mode':
    'Slackがリクエストを送るhttpsアドレス。省略時はSocket Modeで接続',
  'before every slash command, such as stride-; without it SLACK_COMMAND_PREFIX':
    '各スラッシュコマンドの前に付ける文字。例：stride-。省略時はSLACK_COMMAND_PREFIX',
  '{{min}} to {{max}}': '{{min}}から{{max}}',
  'default: {{default}}': '既定値：{{default}}',
  'Without this flag: {{summary}}': 'このフラグがないとき：{{summary}}',
  'Usage:': '使い方：',
  '{{command}} needs <{{name}}>: {{summary}}': '{{command}} には <{{name}}> が必要です：{{summary}}',
  'Standard input holds one picture.': '標準入力で渡せる画像は一枚です。',
  'Give the others as files.': 'ほかはファイルで渡してください。',
  'Write --{{option}} {{number}}.': '--{{option}} {{number}} と書いてください。',
  'Put what belongs together in quotes.': 'まとまりは引用符で囲んでください。',
  '{{command}}: there is no place left for "{{words}}".': '{{command}}： "{{words}}" の入る場所がもうありません。',
  'there is no such file': 'そのファイルはありません',
  'that is a folder, not a file': 'ファイルではなくフォルダーです',
  'a part of it is a file, not a folder': '途中にフォルダーではなくファイルがあります',
  'it is not yours to read': '読む権限がありません',
  'the name is too long': '名前が長すぎます',
  'The name of a file is empty.': 'ファイル名が空です。',
  'cannot be read': '読み取れません',
  'Turns a chat channel into a diffusion studio; every slash command also works here.':
    'チャットのチャンネルを拡散モデルのスタジオにします。スラッシュコマンドはここでも使えます。',
  'output the version number': 'バージョンを表示',
  'display help for command': 'コマンドのヘルプを表示',
  'Add --help to see how it is used.': '--help を付けると使い方が表示されます。',
  'Start the bot: the local channel in the browser, and every chat platform that is configured.':
    'ボットを起動します：ブラウザのローカルチャンネルと、設定済みのチャット。',
  'Say what was found on this machine, and why something is not used.':
    'このマシンで見つかったものと、使われないものの理由を表示します。',
  'machine-readable on stdout': '機械可読な形式で標準出力へ',
  'Set up Discord; docs/discord.md has the steps.': 'Discordを設定します。手順は docs/discord.md にあります。',
  'Print the links that add the bot to a server, or to yourself, with the least permissions.':
    'ボットをサーバーまたは自分に、最小の権限で追加するリンクを表示します。',
  'Set up Slack; docs/slack.md has the steps.': 'Slackを設定します。手順は docs/slack.md にあります。',
  'A PNG that Stridebot made.': 'Stridebotが作ったPNG。',
  'Draw a picture again from the recipe in its file.': 'ファイル内のレシピから絵をもう一度描きます。',
  'Print a script that completes commands and flags in your shell.':
    'シェルでコマンドとフラグを補完するスクリプトを表示します。',
  'Examples:': '例：',
  'where the picture goes, - for standard output; further files get numbers, and a folder takes them all':
    '絵の保存先。- は標準出力。ほかのファイルには番号が付き、フォルダーならすべて入ります',
  'show the picture in the terminal, too: Kitty, Ghostty, iTerm2, WezTerm, Sixel':
    '端末にも絵を表示：Kitty、Ghostty、iTerm2、WezTerm、Sixel',
  'Arguments:': '引数：',
  'Options:': 'オプション：',
  'Commands:': 'コマンド：',
  'The safety model flagged it: look before you show it to others.':
    '安全モデルが注意を付けました。ほかの人に見せる前に確かめてください。',
  'starting the engine': 'エンジンを起動中',
  'This terminal shows no pictures; Kitty, Ghostty, iTerm2, WezTerm and those with Sixel do.':
    'この端末は絵を表示できません。Kitty、Ghostty、iTerm2、WezTerm、Sixel 対応の端末なら表示できます。',
  'A film carries no recipe; use the PNG beside it.': '動画にレシピはありません。一緒にあるPNGを使ってください。',
  'Only the main PNG of a result does, as long as no other program has saved it: not its mask or its readings.':
    'レシピがあるのは、ほかのプログラムで保存していない結果の主PNGだけです。マスクや見え方の画像にはありません。',
  '"{{name}}" carries no recipe.': '"{{name}}" にレシピはありません。',
  'Not the same bytes: docs/reproducibility.md says when that is to be expected.':
    'バイトが同じではありません。いつそうなるかは docs/reproducibility.md にあります。',
  'Stridebot cannot start:': 'Stridebotを起動できません：',
  'Something went wrong inside Stridebot.': 'Stridebotの内部で問題が起きました。',

  // Help, queue, status and styles
  'What I can do': 'できること',
  'Type a command and what to draw: /sample a skull': 'コマンドと描くものを入力します： /sample a skull',
  'You watch the noise turn into it, step by step. The buttons below the picture take it from there.':
    'ノイズが少しずつ絵になるのが見えます。続きは絵の下のボタンでできます。',
  Commands: 'コマンド',
  'Good to know': '覚えておくと便利なこと',
  'Options have names, and any order: /sample a skull seed:180 steps:20':
    'オプションには名前があり、順番は自由です： /sample a skull seed:180 steps:20',
  'Where a line is typed as a whole, two prompts are told apart by quotes or a bar: /anagram a skull | a dog':
    '一行をそのまま入力するときは、引用符か縦棒で二つのプロンプトを分けます： /anagram a skull | a dog',
  'Pictures are attached to the command itself: drop, paste or pick them.':
    '画像はコマンドに添付します。ドロップ、貼り付け、選択のどれでもできます。',
  'The same seed and settings draw the same picture; every PNG of mine carries them.':
    '同じシードと設定なら同じ絵になります。このボットのPNGには設定が入っています。',
  '/help anagram explains one command with all its options.':
    '/help anagram で、コマンドとそのすべてのオプションを説明します。',
  'It does not say; free text is worth a try.': '記載がありません。自由な文を試してみてください。',
  'There is no model.': 'モデルがありません。',
  'It knows': '知っているもの',
  Styles: 'スタイル',
  'Other words draw what is nearest to them, and the answer says which it never learned.':
    'ほかの言葉では最も近いものを描き、学んでいない言葉を答えで知らせます。',
  'What I can draw': '描けるもの',
  'The model': 'モデル',
  'It has seen {{count}} things by name, such as {{known}}. /help words lists them all.':
    '{{count}}種類のものを名前で知っています（{{known}}など）。 /help words で一覧できます。',
  'For example': '例',
  Options: 'オプション',
  'More options': 'その他のオプション',
  'Without it: {{default}}.': '省略時：{{default}}。',
  'Yes or no, normally yes.': 'yesかno。通常はyes。',
  'Yes or no, normally no.': 'yesかno。通常はno。',
  'Needed.': '必須。',
  'From {{min}} to {{max}}.': '{{min}}から{{max}}まで。',
  'From {{min}} to {{max}}, normally {{default}}.': '{{min}}から{{max}}まで。通常は{{default}}。',
  'One of {{choices}}.': '{{choices}}のどれか。',
  'One of {{choices}}; normally {{default}}.': '{{choices}}のどれか。通常は{{default}}。',
  'Whoever runs this bot finds out more with: stridebot doctor':
    'このボットの管理者は次で詳しく調べられます：stridebot doctor',
  'The engine is still starting.': 'エンジンはまだ起動中です。',
  'Your picture would begin at once.': 'あなたの絵はすぐに始まります。',
  'Nothing is waiting.': '待っているものはありません。',
  'In the studio': 'スタジオの様子',
  now: '描画中',
  '{{where}} /{{command}} by somebody else': '{{where}} /{{command}} （ほかの人）',
  '{{line}} (yours, {{id}})': '{{line}}（あなたの絵、{{id}}）',
  Jobs: 'ジョブ',
  '{{running}} being drawn, {{waiting}} waiting': '描画中{{running}}、待機中{{waiting}}',
  'The engine is starting.': 'エンジンを起動しています。',
  'The engine is ready.': 'エンジンは準備ができています。',
  'The engine is being restarted.': 'エンジンを再起動しています。',
  'The engine is stopped.': 'エンジンは停止しています。',
  Engine: 'エンジン',
  '1 thread': '1スレッド',
  '{{threads}} threads': '{{threads}}スレッド',
  'No model can be run here.': 'ここで動かせるモデルはありません。',
  'What it runs on is not decided yet.': '何の上で動くかは、まだ決まっていません。',
  'It does not start.': '起動しません。',
  'Runs on the GPU, with {{library}}.': 'GPUで動いています（{{library}}）。',
  'Runs on the processor.': 'プロセッサーで動いています。',
  'Runs on the processor; no GPU can be used.': 'プロセッサーで動いています。使えるGPUはありません。',
  Models: 'モデル',
  'none can be named right now': '今はわかりません',
  '{{size}} px, then {{upscaled}} px': '{{size}} px、次に{{upscaled}} px',
  'memory: {{size}} MiB': 'メモリー：{{size}} MiB',
  'Since the start': '起動してから',
  '{{steps}} steps in {{runs}} model runs, {{rows}} rows each':
    'モデルの実行{{runs}}回で{{steps}}ステップ、1回に{{rows}}行',
  'restarts: {{restarts}}': '再起動：{{restarts}}',
  'The model knows': 'モデルが知っているもの',
  'Saved here': 'ここに保存したもの',
  'With a picture: /sample a cat style:"{{name}}"': '絵に使う： /sample a cat style:"{{name}}"',
  'Your own: /style save name:noir prompt:"a black and white photo of {prompt}"':
    '自分のスタイル： /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Captions and details
  'from t {{timestep}}': 't {{timestep}}から',
  'variation {{number}}': '変化{{number}}',
  'an uploaded picture at t {{timesteps}}': 'アップロードした画像、t {{timesteps}}',
  '{{title}}, enlarged': '{{title}}、拡大',
  'an enlarged picture': '拡大した画像',
  'seed {{seed}}': 'シード {{seed}}',
  'seeds {{seeds}}': 'シード {{seeds}}',
  '{{seconds}} s on {{provider}}': '{{seconds}}秒（{{provider}}）',
  'all but {{part}}: {{share}} drawn anew': '{{part}}以外：{{share}}を新しく描画',
  '{{part}}: {{share}} drawn anew': '{{part}}：{{share}}を新しく描画',
  'what lies beyond the picture': '画像の外側',
  'what is transparent in the picture': '画像の透明な部分',
  'the region': '指定した場所',
  'what is white in the mask': 'マスクの白い部分',
  'what is transparent in the mask': 'マスクの透明な部分',
  'what is painted white in the mask': 'マスクの白く塗った部分',
  '{{number}}: seed {{seed}} at {{strength}}': '{{number}}：シード {{seed}}、強さ {{strength}}',
  '{{steps}} in all': '全部で{{steps}}',
  '{{steps}} of {{planned}}': '{{planned}}のうち{{steps}}',
  '{{steps}}, with repeats': '{{steps}}（繰り返しを含む）',

  // Results and their settings
  'From near and from far': '近くと遠くから',
  'In colour and in grey': 'カラーとグレー',
  'Still and moving': '静止と動き',
  'It cannot be typed as a line, since it was made from an earlier picture. /remix changes one thing of it.':
    '以前の絵から作ったので、一行では書けません。 /remix で一か所変えられます。',
  'Attach {{pictures}}.': '添付するもの：{{pictures}}。',
  '{{list}}, then {{next}}': '{{list}}、次に{{next}}',
  'The same again': 'もう一度同じもの',
  Details: '詳細',
  'Attach the picture itself.': 'その絵を添付してください。',
  'over 99 %': '99 %超',
  'the picture it began at': 'もとにした画像',
  'the picture it was drawn into': '描き込んだ画像',
  'the mask': 'マスク',
  'the photo': '写真',

  // Remarks
  'Taken as /{{command}}.': '/{{command}} として受け取りました。',
  'Taken as /{{command}}; /help shows what else there is.':
    '/{{command}} として受け取りました。ほかのことは /help で見られます。',
  'This model never learned {{words}}.': 'このモデルは{{words}}を学んでいません。',
  'This model never learned {{words}}. The nearest that it knows: {{near}}.':
    'このモデルは{{words}}を学んでいません。知っている中で最も近いもの：{{near}}。',
  '“{{file}}” is an animation; only its first frame was used.':
    '「{{file}}」はアニメーションなので、最初のコマだけを使いました。',
  '“{{file}}” has several pages; only the first was used.':
    '「{{file}}」には複数のページがあるので、最初だけを使いました。',
  'The {{prompt}} is longer than this model reads: it leaves out “{{end}}”.':
    '{{prompt}}はこのモデルが読める長さを超えています。読まない部分：「{{end}}」',
  prompt: 'プロンプト',
  'negative prompt': 'ネガティブプロンプト',
  'first prompt': '一つ目のプロンプト',
  'second prompt': '二つ目のプロンプト',
  'third prompt': '三つ目のプロンプト',
  'At guidance 1 the negative prompt has no effect.': 'guidanceが1のとき、ネガティブプロンプトは効きません。',
  'At guidance 1 the interval has no effect.': 'guidanceが1のとき、intervalは効きません。',
  'At guidance 0 the picture does not follow the prompt.': 'guidanceが0のとき、絵はプロンプトに従いません。',
  'At guidance 0 the picture does not follow the prompt, only the negative one.':
    'guidanceが0のとき、絵はプロンプトに従わず、ネガティブプロンプトだけに従います。',
  'Beyond {{side}} pixels the detail does not follow the prompt.':
    '{{side}}ピクセルを超えると、細部はプロンプトに従いません。',

  // Engine and uploaded pictures
  'The model of this picture is not installed here.': 'この絵のモデルはここにありません。',
  '/status lists the models that are.': '/status で使えるモデルを見られます。',
  'The model could not be loaded.': 'モデルを読み込めませんでした。',
  'Pictures cannot be checked here at the moment, so none are drawn.': '今は絵の確認ができないため、何も描きません。',
  'These settings do not fit together.': 'これらの設定は組み合わせられません。',
  'Try fewer of them; /help shows what each does.': '設定を減らしてみてください。 /help でそれぞれの働きがわかります。',
  'This picture was too much for the engine, more than once.': 'この絵は、エンジンに何度も負担がかかりすぎました。',
  'Try it with fewer steps or pictures.': 'ステップか枚数を減らしてみてください。',
  'The engine is not running at the moment.': 'エンジンは今動いていません。',
  'It is being restarted; please try again in a minute.': '再起動しています。一分ほどしてもう一度お試しください。',
  'I am being stopped, so this was not finished.': '停止するところなので、これは終わりませんでした。',
  'Please ask again when it is back.': '戻ったら、もう一度頼んでください。',
  'Please try again; if it happens twice, tell whoever runs this bot.':
    'もう一度お試しください。繰り返すときは、このボットの管理者に知らせてください。',
  'Send a PNG, JPEG, WebP, GIF, AVIF or TIFF.': 'PNG、JPEG、WebP、GIF、AVIF、TIFFのどれかを送ってください。',
  '"{{file}}" is empty: it has no bytes at all.': '"{{file}}" は空です。1バイトもありません。',
  'Send it again; the upload may have failed.': 'もう一度送ってください。アップロードに失敗したのかもしれません。',
  '"{{file}}" is a text, whatever its name says.': '"{{file}}" は、名前に関係なくテキストです。',
  '"{{file}}" is not a picture that I can read.': '"{{file}}" は読める画像ではありません。',
  '"{{file}}" is of the kind {{format}}, which I cannot read.': '"{{file}}" は{{format}}形式で、読めません。',
  '"{{file}}" is damaged: not all of it can be read.': '"{{file}}" は壊れていて、すべては読めません。',
  'Save or export it again, then send that.': '保存または書き出しをやり直してから送ってください。',
  '"{{file}}" has {{size}}; {{max}} is the most.': '"{{file}}" は{{size}}です。上限は{{max}}です。',
  '"{{file}}" is {{width}} × {{height}} pixels, more than I open.':
    '"{{file}}" は{{width}} × {{height}}ピクセルで、大きすぎて開けません。',
  '"{{file}}" would take more memory or time to open than I give to one file: {{width}} × {{height}} pixels, {{traits}}.':
    '"{{file}}" を開くには、一つのファイルに使える以上のメモリーか時間が必要です：{{width}} × {{height}}ピクセル、{{traits}}。',
  'The mask is {{mask}} pixels, and the picture {{picture}}: they have different shapes.':
    'マスクは{{mask}}ピクセル、画像は{{picture}}で、形が違います。',
  'Draw the mask on a copy of the picture, so that they match.': '画像のコピーの上にマスクを描くと、形が合います。',
  'Reference: {{reference}}': '参照番号：{{reference}}',

  // What was typed, limits and earlier jobs
  'Did you mean {{near}}?': '{{near}}のことですか？',
  '"{{name}}" points at file {{value}}, but none is attached.':
    '"{{name}}" はファイル{{value}}を指していますが、何も添付されていません。',
  '"{{name}}" points at file {{value}}, but only {{files}} is attached.':
    '"{{name}}" はファイル{{value}}を指していますが、添付は{{files}}だけです。',
  '"{{name}}" points at file {{value}}, but only {{files}} are attached.':
    '"{{name}}" はファイル{{value}}を指していますが、添付は{{files}}だけです。',
  '1 picture': '1枚',
  '{{count}} pictures': '{{count}}枚',
  'Please try again in {{time}}.': '{{time}}後にもう一度お試しください。',
  'There will be room for {{pictures}} in {{time}}. Each picture on a sheet counts.':
    '{{time}}後に{{pictures}}分の空きができます。一覧の絵も一枚ずつ数えます。',
  '1 second': '1秒',
  '{{count}} seconds': '{{count}}秒',
  '{{count}} minutes': '{{count}}分',
  '{{count}} hours': '{{count}}時間',
  'There is no command here.': 'コマンドがありません。',
  'Try /sample a skull, or /help.': '/sample a skull または /help を試してください。',
  'That line is too long.': 'その行は長すぎます。',
  '{{max}} letters are the most.': '上限は{{max}}文字です。',
  'There is no command /{{name}}.': '/{{name}} というコマンドはありません。',
  'To draw it: /sample {{words}}': '描くには： /sample {{words}}',
  '/help lists them all.': '/help で一覧できます。',
  'Did you mean /{{near}}? /help lists them all.': '/{{near}} のことですか？ /help で一覧できます。',
  '/{{command}} has no option called "{{name}}".': '/{{command}} に "{{name}}" というオプションはありません。',
  'If it belongs to the prompt, put the prompt in quotes.':
    'プロンプトの一部なら、プロンプトを引用符で囲んでください。',
  'It takes no options.': 'オプションはありません。',
  'It takes {{names}}.': '使えるもの：{{names}}。',
  'For example: {{example}}': '例：{{example}}',
  '/{{command}} needs "{{name}}": {{summary}}': '/{{command}} には "{{name}}" が必要です：{{summary}}',
  '/{{command}} needs a picture.': '/{{command}} には画像が必要です。',
  'Attach it to the same message: drop it, paste it, or pick a file.':
    '同じメッセージに添付してください。ドロップ、貼り付け、ファイル選択のどれでもできます。',
  '"{{name}}" has no value.': '"{{name}}" に値がありません。',
  'Write it right after the name, such as {{name}}:{{example}}.':
    '名前のすぐ後に書いてください。例： {{name}}:{{example}}',
  '/{{command}} takes its prompt by name, so I do not know what "{{words}}" is for.':
    '/{{command}} のプロンプトは名前で指定するので、"{{words}}" が何かわかりません。',
  '/{{command}} takes no prompt, so I do not know what "{{words}}" is for.':
    '/{{command}} にプロンプトはないので、"{{words}}" が何かわかりません。',
  'Write prompt:"{{words}}".': 'prompt:"{{words}}" と書いてください。',
  'A quotation mark is never closed.': '引用符が閉じられていません。',
  'Put one at the end of the words it begins.': '囲む言葉の終わりに引用符を付けてください。',
  '"{{name}}" is given twice.': '"{{name}}" が二回あります。',
  'Keep one of them.': 'どちらか一つにしてください。',
  'I do not know where "{{words}}" belongs.': '"{{words}}" がどこに入るのかわかりません。',
  'This command takes no words.': 'このコマンドに言葉は要りません。',
  'Put several words in quotes, or name the option: {{names}}.':
    '複数の言葉は引用符で囲むか、オプション名を書いてください：{{names}}。',
  '/{{command}} takes no file.': '/{{command}} はファイルを使いません。',
  '/{{command}} takes at most 1 file, and {{given}} came.':
    '/{{command}} のファイルは1つまでですが、{{given}}個ありました。',
  '/{{command}} takes at most {{taken}} files, and {{given}} came.':
    '/{{command}} のファイルは{{taken}}個までですが、{{given}}個ありました。',
  'Send it without the file; /sdedit redraws a picture.':
    'ファイルなしで送ってください。 /sdedit は画像を描き直します。',
  'Send it again with fewer files.': 'ファイルを減らして送り直してください。',
  'Attach the file; {{name}}:1 is the first one.': 'ファイルを添付してください。 {{name}}:1 が最初のファイルです。',
  '"{{name}}" should be a number, and "{{typed}}" is not.':
    '"{{name}}" は数値ですが、"{{typed}}" は数値ではありません。',
  'For example: {{name}}:7': '例： {{name}}:7',
  '"{{name}}" should be a whole number, and "{{typed}}" is not.':
    '"{{name}}" は整数ですが、"{{typed}}" は整数ではありません。',
  'For example: {{name}}:20': '例： {{name}}:20',
  '"{{name}}" goes from {{min}} to {{max}}, and {{value}} is outside.':
    '"{{name}}" は{{min}}から{{max}}までで、{{value}}は範囲外です。',
  'The nearest that works is {{nearest}}.': '使える最も近い値は{{nearest}}です。',
  '"{{name}}" cannot be "{{typed}}".': '"{{name}}" を "{{typed}}" にはできません。',
  'It can be {{choices}}.': '選べるもの：{{choices}}。',
  '"{{name}}" is yes or no, and "{{typed}}" is neither.':
    '"{{name}}" はyesかnoですが、"{{typed}}" はどちらでもありません。',
  'For example: {{name}}:yes': '例： {{name}}:yes',
  '"{{name}}" has {{length}} letters; {{max}} is the most.': '"{{name}}" は{{length}}文字です。上限は{{max}}文字です。',
  'Say it in fewer words.': 'もっと短い言葉にしてください。',
  '"{{name}}" is a picture, not words.': '"{{name}}" は言葉ではなく画像です。',
  'Attach the file to the same message.': '同じメッセージにファイルを添付してください。',
  'No model is installed here.': 'ここにはモデルがありません。',
  'There is no model called "{{name}}".': '"{{name}}" というモデルはありません。',
  'Installed: {{names}}.': '使えるもの：{{names}}。',
  'eta has an effect only with the ddim sampler, and this is {{sampler}}.':
    'etaが効くのはddimだけで、これは{{sampler}}です。',
  'Add sampler:ddim, or leave eta out.': 'sampler:ddim を加えるか、etaを外してください。',
  '"{{typed}}" is not a part of the schedule.': '"{{typed}}" はタイムステップの範囲ではありません。',
  'Give two timesteps between 0 and {{last}}, such as interval:200-800.':
    '0から{{last}}までのタイムステップを二つ指定してください。例： interval:200-800',
  "t is {{t}}, and this model's last timestep is {{last}}.":
    'tは{{t}}ですが、このモデルの最後のタイムステップは{{last}}です。',
  'Choose t between 0 and {{last}}.': 'tは0から{{last}}までで選んでください。',
  'That would take {{steps}} steps, and one request may take {{max}}.':
    'それには{{steps}}ステップかかりますが、一度に使えるのは{{max}}までです。',
  'Ask for fewer pictures, fewer steps or less resampling.': '枚数、ステップ、繰り返しのどれかを減らしてください。',
  'A {{kind}} hybrid has two parts only, so there is no place for a middle.':
    '{{kind}}のハイブリッドは二つの部分だけなので、中間はありません。',
  'Leave middle out, or use kind:frequency.': 'middleを外すか、 kind:frequency を使ってください。',
  'A hybrid can take its far part from a photo or be drawn into a picture, not both at once.':
    'ハイブリッドは、遠い部分を写真から取るか、画像に描き込むかのどちらかです。',
  'Leave photo or image out.': 'photoかimageを外してください。',
  '"{{name}}" has no effect without "{{needs}}".': '"{{name}}" は "{{needs}}" がないと効きません。',
  'Attach the picture as {{needs}}:1, or leave {{name}} out.':
    '画像を {{needs}}:1 として添付するか、{{name}}を外してください。',
  'Give {{needs}} as well, or leave {{name}} out.': '{{needs}}も指定するか、{{name}}を外してください。',
  '"{{name}}" has no effect beside "{{beside}}".': '"{{name}}" は "{{beside}}" と一緒では効きません。',
  'Leave one of them out.': 'どちらか一つを外してください。',
  'The second and the third reading are both seen through {{view}}, so they would overlap.':
    '二つ目と三つ目がどちらも{{view}}なので、重なってしまいます。',
  'Choose another view or third-view.': '別のviewかthird-viewを選んでください。',
  'The mask is black everywhere, so nothing would be drawn; white is where new content goes.':
    'マスクが全部黒なので、何も描かれません。新しく描くのは白い部分です。',
  'Paint the part white, name a region, or swap both with invert:yes.':
    'その部分を白く塗るか、場所を言葉で指定するか、 invert:yes で入れ替えてください。',
  'The mask is too dark, so nothing would be drawn: its lightest point is {{peak}} of 255, and white is where new content goes.':
    'マスクが暗すぎて、何も描かれません。最も明るい点が255のうち{{peak}}で、新しく描くのは白い部分です。',
  'Paint the part white, or swap both with invert:yes. A mask of 0 and 1 must be made one of 0 and 255.':
    'その部分を白く塗るか、 invert:yes で入れ替えてください。0と1のマスクは0と255にしてください。',
  'That part is too small to draw in: it is {{share}} of the picture, and nowhere fills half a pixel of the {{side}} × {{side}} that I draw.':
    'そこは小さすぎて描けません。画像の{{share}}で、描く{{side}} × {{side}}の半ピクセルにも届きません。',
  'Make it larger, such as region:"middle 20%".': 'もっと大きくしてください。例： region:"middle 20%"',
  'I do not know where to draw: the picture has no transparent part.':
    'どこに描くのかわかりません。画像に透明な部分がありません。',
  'Name a region, such as region:"top half", or attach a mask that is white there.':
    'region:"top half" のように場所を指定するか、そこが白いマスクを添付してください。',
  'I do not know where to draw: of the picture only {{share}} is transparent, too little to mean anything.':
    'どこに描くのかわかりません。画像の透明な部分は{{share}}だけで、少なすぎます。',
  'That would add nothing to the picture.': 'それでは画像に何も加わりません。',
  'Say how much to add, such as left:50, or another shape, such as aspect:16:9.':
    'left:50 のように足す量か、 aspect:16:9 のように形を指定してください。',
  'There are both margins and a shape.': '余白と形の両方が指定されています。',
  'Keep left, right, top and bottom, or aspect.': 'left、right、top、bottomか、aspectのどちらかにしてください。',
  'There are both a mask and a region.': 'マスクと場所の両方が指定されています。',
  'Keep the one that you mean.': '使いたい方だけを残してください。',
  'I do not know which part "{{words}}" is.': '"{{words}}" がどの部分かわかりません。',
  'Try "top half", "left third", "bottom 30%", "centre", "top left quarter" or "x 10-60% y 20-50%".':
    '"top half"、"left third"、"bottom 30%"、"centre"、"top left quarter"、"x 10-60% y 20-50%" などを試してください。',
  '“{{file}}” has {{width}} × {{height}} pixels, so {{size}} would not enlarge it.':
    '「{{file}}」は{{width}} × {{height}}ピクセルなので、{{size}}では大きくなりません。',
  'Ask for more, such as size:{{largest}}, which is the most.':
    'もっと大きくしてください。最大は size:{{largest}} です。',
  'I enlarge to {{largest}} pixels at most.': '拡大できるのは{{largest}}ピクセルまでです。',
  'The model {{model}} has no super-resolution.': 'モデル{{model}}に超解像はありません。',
  'Choose another with model:, or leave the picture as it is.':
    'model: で別のモデルを選ぶか、画像をそのままにしてください。',
  'I know no picture here to work with.': 'ここには使える絵がありません。',
  'Make one first: /sample a skull': 'まず一枚描いてください： /sample a skull',
  'I know no picture {{id}} here.': 'ここに絵{{id}}はありません。',
  'It never was, or is no longer kept. A PNG of mine carries all its settings: attach it to /remix.':
    '存在しないか、もう保存されていません。このボットのPNGには設定が入っているので、 /remix に添付してください。',
  'I know no style "{{name}}" here.': 'ここに "{{name}}" というスタイルはありません。',
  'Did you mean {{near}}? /style lists them.': '{{near}}のことですか？ /style で一覧できます。',
  'There are: {{names}}.': 'あるもの：{{names}}。',
  'No style "{{name}}" is saved here.': 'ここに "{{name}}" というスタイルは保存されていません。',
  '/style lists them.': '/style で一覧できます。',
  'Somebody else saved the style "{{name}}".': 'スタイル "{{name}}" はほかの人が保存したものです。',
  'Take another name.': '別の名前にしてください。',
  'The model has a style "{{name}}" of its own.': 'モデルに "{{name}}" というスタイルがすでにあります。',
  'Which style? It needs a name.': 'どのスタイルですか？名前が必要です。',
  'A style needs words for its prompt.': 'スタイルにはプロンプトの言葉が必要です。',
  '"{{name}}" cannot be the name of a style.': '"{{name}}" はスタイルの名前にできません。',
  'A name has letters, digits, spaces and hyphens.': '名前に使えるのは文字、数字、空白、ハイフンです。',
  'You have {{max}} styles here already, which is the most.':
    'ここにはすでにあなたのスタイルが{{max}}個あり、これが上限です。',
  'Delete one: /style delete name:noir': '一つ削除してください： /style delete name:noir',
  'There are {{max}} styles here already, which is the most.':
    'ここにはすでにスタイルが{{max}}個あり、これが上限です。',
  'Somebody has to delete one of theirs first.': 'まず誰かが自分のものを削除する必要があります。',
  'Saved the style "{{name}}".': 'スタイル "{{name}}" を保存しました。',
  'Draw with it: /sample a cat style:"{{name}}"': 'これで描くには： /sample a cat style:"{{name}}"',
  'Deleted the style "{{name}}".': 'スタイル "{{name}}" を削除しました。',
  '/style lists the others.': '/style で残りを一覧できます。',
  'There is no picture {{number}} among them.': 'その中に{{number}}番の絵はありません。',
  'It is one picture.': '絵は一枚だけです。',
  'They are numbered from 1 to {{count}}.': '番号は1から{{count}}までです。',
  'That picture is not finished yet.': 'その絵はまだ完成していません。',
  'That picture was never finished.': 'その絵は完成しませんでした。',
  'Try again when it is shown.': '表示されてからもう一度お試しください。',
  'Reroll it, or /remix it.': 'もう一度描くか、 /remix を使ってください。',
  'That picture is no longer kept here.': 'その絵はもう保存されていません。',
  'Attach it to /remix: a PNG of mine carries all its settings.':
    '/remix に添付してください。このボットのPNGには設定が入っています。',
  'Nothing was changed, so it would be the same picture again.': '何も変わっていないので、また同じ絵になります。',
  'Say what should be different: /remix a dog, /remix seed:180, /remix guidance:3':
    '変えるところを書いてください： /remix a dog, /remix seed:180, /remix guidance:3',
  '"{{file}}" carries no settings of mine.': '"{{file}}" にこのボットの設定は入っていません。',
  'They are in the main PNG that I sent, not in its mask, its readings or its film. Copies and screenshots lose them; /sdedit works with any picture.':
    '設定があるのは送った主PNGで、マスク、見え方、動画にはありません。コピーやスクリーンショットでは失われます。 /sdedit はどの画像でも使えます。',
  '"{{file}}" carries settings of version {{version}}, and I read version {{own}}.':
    '"{{file}}" の設定はバージョン{{version}}で、読めるのはバージョン{{own}}です。',
  'A newer Stridebot made it: whoever runs this bot can bring it up to date. /sdedit works with any picture.':
    '新しいStridebotが作ったものです。管理者がこのボットを更新できます。 /sdedit はどの画像でも使えます。',
  'An older Stridebot made it. /sdedit works with any picture.':
    '古いStridebotが作ったものです。 /sdedit はどの画像でも使えます。',
  '"{{file}}" carries settings of mine, but they are damaged.':
    '"{{file}}" にこのボットの設定がありますが、壊れています。',
  'Send the file as it first came from me. /sdedit works with any picture.':
    '最初に送られたままのファイルを送ってください。 /sdedit はどの画像でも使えます。',
  '"{{file}}" carries settings, but I cannot draw them.': '"{{file}}" に設定がありますが、描けません。',
  'Change another option, or make a new one with /anagram or /hybrid.':
    '別のオプションを変えるか、 /anagram か /hybrid で新しく作ってください。',
  'That is a sheet of different drawings, so "count" has nothing to change.':
    '別々の絵の一覧なので、"count" で変わるものはありません。',
  'Remix one of its pictures: attach its PNG.': 'その中の一枚のPNGを添付して変えてください。',
  'Change another option, or make a new one with /{{of}}.':
    '別のオプションを変えるか、 /{{of}} で新しく作ってください。',
  'That picture was only enlarged, so without super-resolution nothing would be left to do.':
    'その絵は拡大しただけなので、超解像なしでは何も残りません。',
  'Use /upscale with another size.': '別の大きさで /upscale を使ってください。',
  'That picture did not begin at an image, so {{option}} has nothing to change.':
    'その絵は画像から始まっていないので、{{option}}で変わるものはありません。',
  'Use /sdedit with the picture.': 'その絵に /sdedit を使ってください。',
  'That picture was not drawn step by step from a prompt, so "{{option}}" has nothing to change.':
    'その絵はプロンプトから段階的に描いたものではないので、"{{option}}" で変わるものはありません。',
  'Remix a picture made by /sample, /sdedit, /inpaint, /anagram or /hybrid.':
    '/sample、 /sdedit、 /inpaint、 /anagram、 /hybrid で作った絵を使ってください。',
  'The steps of that picture are no longer kept.': 'その絵のステップはもう保存されていません。',
  'Reroll it with film:yes.': 'film:yes でもう一度描いてください。',
  'There is nothing that "{{action}}" could do with that picture.': '"{{action}}" はその絵には使えません。',
  'The buttons below a picture are those that work.': '使えるのは絵の下にあるボタンです。',
  'I know no picture {{id}} that is waiting.': '待っている絵{{id}}はありません。',
  '/queue shows what is.': '/queue で待っているものを見られます。',
  'There is nothing to cancel.': 'キャンセルするものはありません。',
  '/queue shows what is waiting.': '/queue で待っているものを見られます。',
  'Only they can cancel it.': 'キャンセルできるのはその人だけです。',
  '{{waiting}} pictures are already waiting.': 'すでに{{waiting}}枚が待っています。',
  'You have {{running}} pictures under way, and {{max}} at once is the most.':
    '進行中の絵が{{running}}枚あります。同時に{{max}}枚までです。',
  'Wait for one to finish, in about {{time}}, or /cancel one.':
    '一枚終わるまで約{{time}}待つか、 /cancel で止めてください。',
  'That was quick.': '少し早すぎます。',
  'This channel has asked for many pictures just now.': 'このチャンネルでは今たくさんの絵が頼まれています。',
  'Ask in one that I draw in. Whoever manages this server knows which, and can allow this one with /settings.':
    '描けるチャンネルで頼んでください。サーバーの管理者が知っていて、 /settings でここを許可できます。',
  'Here I draw only for people with certain roles, and you have none of them.':
    'ここでは特定のロールの人のためだけに描きます。あなたにはそのロールがありません。',
  'Whoever manages this server can give you one, or allow yours with /settings.':
    'サーバーの管理者が、ロールを付けるか、 /settings であなたのロールを許可できます。',
  'There is a word in it that is not welcome here.': 'ここでは使えない言葉が入っています。',
  'Please say it in other words.': '別の言葉にしてください。',
  'That would be {{pictures}} pictures, and {{max}} in 24 hours is the most here.':
    'それは{{pictures}}枚になります。ここでは24時間に{{max}}枚までです。',
  'Please ask for fewer at once: each picture on a sheet counts.':
    '一度に頼む枚数を減らしてください。一覧の絵も一枚ずつ数えます。',
  'You have asked for {{used}} here in the last 24 hours, and {{max}} is the most for a person.':
    'ここで24時間に{{used}}頼みました。一人{{max}}枚までです。',
  'Everybody here together has asked for {{used}} in the last 24 hours, and {{max}} is the most.':
    'ここでは全員で24時間に{{used}}頼みました。{{max}}枚までです。',
  "This bot's disk is full, so I cannot take on anything.":
    'このボットのディスクがいっぱいなので、受け付けられません。',
  'Please ask again later. Whoever runs this bot has to make room.':
    '後でもう一度頼んでください。管理者が空きを作る必要があります。',
  "This bot's disk cannot be used at the moment, so I cannot take on anything.":
    'このボットのディスクが今使えないので、受け付けられません。',
  'Please ask again later. Whoever runs this bot finds the reason in its log.':
    '後でもう一度頼んでください。管理者はログで理由がわかります。',
  "This bot's disk is full, so your picture has to wait.":
    'このボットのディスクがいっぱいなので、あなたの絵はお待ちください。',
  'It is drawn when there is room again; you need not ask once more.':
    '空きができたら描きます。もう一度頼む必要はありません。',
  "This bot's disk cannot be used at the moment, so your picture has to wait.":
    'このボットのディスクが今使えないので、あなたの絵はお待ちください。',
  'It is drawn when the disk works again; you need not ask once more.':
    'ディスクが直ったら描きます。もう一度頼む必要はありません。',
  'Cancelled.': 'キャンセルしました。',
  'Cancelled all {{count}}.': '{{count}}件すべてキャンセルしました。',
  'That picture was not made from a third prompt.': 'その絵は三つ目のプロンプトから作られていません。',
  'That picture was not made from a second prompt.': 'その絵は二つ目のプロンプトから作られていません。',
  'That picture is no hybrid, so "{{option}}" has nothing to change.':
    'その絵はハイブリッドではないので、"{{option}}" で変わるものはありません。',
  'That picture is no anagram, so "{{option}}" has nothing to change.':
    'その絵はアナグラムではないので、"{{option}}" で変わるものはありません。',
  'Save it: /style save name:noir prompt:"a black and white photo of {prompt}"':
    '保存するには： /style save name:noir prompt:"a black and white photo of {prompt}"',

  // Only on Discord or Slack
  'I do not have that command any more.': 'そのコマンドはもうありません。',
  'Reload Discord (Ctrl+R); /help lists what there is.':
    'Discordを再読み込みしてください（Ctrl+R）。 /help で一覧できます。',
  'I do not know that button any more.': 'そのボタンはもう使えません。',
  'Ask again with a command; /help lists them.': 'コマンドでもう一度頼んでください。 /help で一覧できます。',
  'That form was open for too long.': 'そのフォームは開いている時間が長すぎました。',
  'Please open it again.': 'もう一度開いてください。',
  'That message has no picture.': 'そのメッセージに画像はありません。',
  'Choose a message with a picture in it; a link is not enough.':
    '画像の入ったメッセージを選んでください。リンクでは足りません。',
  'Somebody else asked for that picture.': 'その絵を頼んだのはほかの人です。',
  'They can delete it, and so can moderators.': '削除できるのはその人とモデレーターです。',
  'A moderator can.': 'モデレーターなら削除できます。',
  'I could not delete that message.': 'そのメッセージを削除できませんでした。',
  'Emoji and stickers belong to a server.': '絵文字とスタンプはサーバーのものです。',
  'Press the button there.': 'サーバーでボタンを押してください。',
  'You may not add emoji or stickers to this server.': 'このサーバーに絵文字やスタンプを追加する権限がありません。',
  'It takes the permission "Create Expressions".': '"Create Expressions" の権限が必要です。',
  'I may not add emoji or stickers to this server.':
    'このボットには、このサーバーに絵文字やスタンプを追加する権限がありません。',
  'A manager can give me the permission "Create Expressions".': '管理者が "Create Expressions" の権限を付けられます。',
  'This server has no room for another {{kind}}.': 'このサーバーにはもう空きがありません：{{kind}}。',
  'Remove one first.': 'まず一つ削除してください。',
  'Or choose “{{entry}}” in the menu of the message that has it.':
    'または、その画像があるメッセージのメニューで「{{entry}}」を選んでください。',
  '/help lists what there is.': '/help で一覧できます。',
  'That form is from before.': 'そのフォームは以前のものです。',
  'Slack does not show me the files of that message.': 'Slackはそのメッセージのファイルを見せてくれません。',
  'Add me to the channel that they come from, or upload the picture where I am.':
    '元のチャンネルにこのボットを追加するか、ボットのいる場所に画像をアップロードしてください。',
  '/{{command}} needs a picture, and I see none above.': '/{{command}} には画像が必要ですが、上に見当たりません。',
  'Upload it with the message in which you ask me, or ask me in the thread below it.':
    '頼むメッセージに画像を付けるか、画像のスレッドで頼んでください。',
  '/{{command}} needs a picture, and I may not look at earlier messages here.':
    '/{{command}} には画像が必要ですが、ここでは以前のメッセージを見られません。',
  'Upload it with the message in which you ask me.': '頼むメッセージに画像を付けてください。',
  '{{name}} is no longer in Slack.': '{{name}}はもうSlackにありません。',
  'Please upload it again.': 'もう一度アップロードしてください。',
  'Slack does not show me {{name}}.': 'Slackは{{name}}を見せてくれません。',
  'Please upload it to a channel that I am in, or send it to me directly.':
    'ボットのいるチャンネルにアップロードするか、直接送ってください。',
  'Slack has not finished with {{name}} yet.': 'Slackはまだ{{name}}を処理しています。',
  'Please try it again in a minute.': '一分ほどしてもう一度お試しください。',
  'Slack hides {{name}}, because the workspace keeps no more files.':
    'ワークスペースの上限のため、Slackは{{name}}を隠しています。',
  '{{name}} does not lie in Slack, and I fetch nothing from elsewhere.': '{{name}}はSlackにないので、取得できません。',
  'Please save the picture and upload it here.': '画像を保存して、ここにアップロードしてください。',
  '{{name}} is no picture: it was written in Slack.': '{{name}}は画像ではなく、Slackで書かれたものです。',
  'Please upload a PNG, JPEG or WebP file.': 'PNG、JPEG、WebPのどれかをアップロードしてください。',
  'I may not read files here.': 'ここではファイルを読む権限がありません。',
  'Whoever set me up can give the app the scope files:read and install it again.':
    '設定した人が、アプリに files:read のスコープを付けて再インストールできます。',
  'They can delete it, and so can admins of the workspace.': '削除できるのはその人とワークスペースの管理者です。',
  'That picture is in the channel already.': 'その絵はすでにチャンネルにあります。',
  'Delete it there to share it once more.': 'もう一度共有するには、そちらを削除してください。',
  'I do not show how pictures come about here.': 'ここでは絵のできる過程を見せません。',
  'Whoever set me up has finished pictures checked, and their steps cannot be.':
    '完成した絵は確認されますが、途中のステップは確認できないためです。',
  'An admin of the workspace can.': 'ワークスペースの管理者なら削除できます。',
  'Only admins of the workspace change my settings.': '設定を変えられるのはワークスペースの管理者だけです。',
  'Ask one of them.': '管理者に頼んでください。',
  'It comes here in a moment: many are asking at once.': 'すぐここに届きます。今は多くの人が頼んでいます。',
  'I draw it for you alone.': 'あなただけのために描きます。',
  'It comes in our direct messages.': 'ダイレクトメッセージに届きます。',
  'I am not in this channel, so your picture comes in our direct messages.':
    'このチャンネルにいないので、絵はダイレクトメッセージに届きます。',
  'To have it here next time, type /invite and my name.':
    '次からここに届くようにするには、 /invite とボットの名前を入力してください。',
  'I may not write in this channel, so your picture comes in our direct messages.':
    'このチャンネルに書けないので、絵はダイレクトメッセージに届きます。',
  'It may be archived, or only some people may post there.':
    'アーカイブ済みか、書ける人が限られているのかもしれません。',
  'The picture is there, but I may not upload it to Slack.': '絵はできましたが、Slackにアップロードできません。',
  'Whoever set me up can give the app the scope files:write and install it again; or the workspace takes no files.':
    '設定した人が、アプリに files:write のスコープを付けて再インストールできます。ワークスペースがファイルを受け付けないこともあります。',
  'I was asked not to draw in this channel.': 'このチャンネルでは描かないことになっています。',
  'Ask in one that I draw in, or in our direct messages. Admins of the workspace know which, and can allow this one on my page.':
    '描けるチャンネルか、ダイレクトメッセージで頼んでください。ワークスペースの管理者が知っていて、ボットのページでここを許可できます。',
  'Here I draw only for people in certain user groups, and you are in none of them.':
    'ここでは特定のユーザーグループの人のためだけに描きます。あなたは入っていません。',
  'An admin of the workspace can put you into one, or allow yours on my page.':
    'ワークスペースの管理者が、グループに加えるか、あなたのグループを許可できます。',
  'Slack did not let me open a form.': 'Slackでフォームを開けませんでした。',
  'Please try it again.': 'もう一度お試しください。',

  // Forms
  'Hardly anything': 'ほとんど残さない',
  'Only its colours stay.': '色だけが残ります。',
  'A little': '少し残す',
  'Colours and rough layout stay.': '色とおおまかな構図が残ります。',
  Clearly: 'はっきり残す',
  'Its layout stays.': '構図が残ります。',
  Closely: 'ほぼ残す',
  'Nearly everything stays.': 'ほぼすべてが残ります。',
  'Top half': '上半分',
  'Bottom half': '下半分',
  'Left half': '左半分',
  'Right half': '右半分',
  Centre: '中央',
  'Where it is transparent': '透明な部分',
  'The picture or drawing': '画像またはスケッチ',
  '{{summary}} 10 MB at most.': '{{summary}} 10 MBまで。',
  'A copy of the picture, white where something new should be drawn.': '新しく描く部分を白くした画像のコピー。',
  'Where should something new be drawn?': 'どこに新しく描きますか？',
  'Or where, in your own words': 'または場所を言葉で（英語）',
  'Or a mask': 'またはマスク',
  'A picture': '画像',
  'In this order: {{names}}. Or say below which is which, such as {{last}}:1. 10 MB each at most.':
    'この順番で：{{names}}。または下で {{last}}:1 のように指定してください。それぞれ10 MBまで。',
  Pictures: '画像',
  'How much of the picture should stay?': '画像をどれだけ残しますか？',
  Also: 'その他',
  'As name:value, with spaces between them.': 'name:value の形で、空白で区切ってください。',
  'As name:value, with spaces between them: {{names}}.': 'name:value の形で、空白で区切ってください：{{names}}。',

  // Deleting
  'Only they can delete it.': '削除できるのは依頼した本人だけです。',
  'That picture is not drawn yet.': 'その画像はまだ描き終わっていません。',
  'Stop it instead: /cancel job:{{id}}': '代わりに止めてください： /cancel job:{{id}}',
  'Pictures that were drawn together are deleted together.': '一緒に描いた画像は、まとめて削除されます。',
  'To delete all of them: /delete job:{{id}}': 'すべて削除するには： /delete job:{{id}}',
  'The picture is deleted here, but I could not delete all that I posted of it.':
    '画像は削除しましたが、投稿したもののうち削除できないものがありました。',
  'A moderator or an admin can delete the messages that are left.':
    '残りのメッセージはモデレーターか管理者が削除できます。',
  'Deleted.': '削除しました。',
  'There are no links to pictures that may not be for everybody.':
    '全員向けでないかもしれない画像へのリンクは作れません。',
  'Download it instead, and give it to whom it is for.': '代わりにダウンロードして、見せたい人に渡してください。',
  'Small pictures of: {{words}}': '小さな画像：{{words}}',
  'A low start redraws most of the picture, a high one keeps most of it.':
    'start が小さいと大部分を描き直し、大きいと大部分を残します。',
};
